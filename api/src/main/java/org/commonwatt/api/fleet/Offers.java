package org.commonwatt.api.fleet;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.commonwatt.protocol.node.Capability;

/** Checks what machines say of themselves before anything reckons with it or stores it. */
final class Offers {

    private static final int LONGEST_TEXT = 200;
    private static final int MOST_CORES = 4096;
    private static final int MOST_GPUS = 64;
    private static final double MOST_WATTS = 10_000;

    private Offers() {}

    /** @throws OfferUnusable when it can't be true */
    static Capability checked(Capability offer) {
        Stream.of(offer.os(), offer.arch(), offer.cpu(), offer.cpuTdpSource(), offer.zone(), offer.workerVersion())
                .filter(Objects::nonNull)
                .forEach(Offers::text);
        gpus(offer.gpus());
        within("cores", offer.cores(), 1, MOST_CORES);
        within("cpuTdpWatts", offer.cpuTdpWatts(), 0, MOST_WATTS);
        notNegative("memoryBytes", offer.memoryBytes());
        notNegative("diskBytes", offer.diskBytes());
        within("idleHours", offer.idleHours(), 0, Double.MAX_VALUE);
        within("freeLeases", offer.freeLeases(), 0, MOST_CORES);
        @Nullable Double load = offer.load();
        within("load", load == null ? 0 : load, 0, 1);
        return offer;
    }

    /** @throws OfferUnusable when it is empty, too long, or has characters that can't be shown */
    static String name(String name) {
        if (name.isBlank()) {
            throw new OfferUnusable("its name is empty");
        }
        text(name);
        return name.strip();
    }

    private static void gpus(List<Capability.Gpu> gpus) {
        within("number of gpus", gpus.size(), 0, MOST_GPUS);
        for (Capability.Gpu gpu : gpus) {
            text(gpu.name());
            notNegative("gpu's memoryBytes", gpu.memoryBytes());
        }
    }

    private static void text(String text) {
        if (text.length() > LONGEST_TEXT) {
            throw new OfferUnusable("a text is longer than " + LONGEST_TEXT + " characters");
        }
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw new OfferUnusable("a text holds control characters");
        }
    }

    private static void notNegative(String what, long bytes) {
        if (bytes < 0) {
            throw new OfferUnusable(what + " is " + bytes + ", and must be 0 or more");
        }
    }

    private static void within(String what, double value, double least, double most) {
        if (!(value >= least && value <= most)) {
            throw new OfferUnusable(what + " is " + value + ", and must be between " + least + " and " + most);
        }
    }
}
