package org.commonwatt.scheduler.timing;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.commonwatt.scheduler.Zone;
import org.commonwatt.scheduler.timing.TimingRound.Capacity;

/**
 * In which zone work begins that may run in several, one task after another: what is planned in a zone takes machines of its
 * hours, so that not everything goes to the one green zone while machines idle elsewhere.
 *
 * <p>Zones are compared by the price of the task's cheapest plan there, on the machine that it would have there, with π. An hour
 * whose machines all have work is many times dearer than the dirtiest hour of any zone, the more so the more work wants it: work
 * comes after what has the hour already, within what it may wait, or goes elsewhere.
 *
 * <p>Choose once, before a task starts: to go after the cleanest zone every hour gains next to nothing over choosing well once
 * (0.3 % of the saving on the zones of Electricity Maps in 2022), and every move costs a restart.
 */
public final class ZoneChoice {

    /**
     * A zone to choose.
     *
     * @param capacity machines that this work may count on there
     * @param congestion prices of its hours that the last round left
     */
    public record Place(Zone zone, Capacity capacity, Congestion congestion) {}

    /** A place and what its hours are wanted for, in machines, from the present hour on. */
    private static final class Taken {

        final Place place;
        double[] machines = {};

        Taken(Place place) {
            this.place = place;
        }

        double wanted(int slot) {
            return slot < machines.length ? machines[slot] : 0;
        }

        double capacity(int slot) {
            return slot == 0 ? place.capacity().present() : place.capacity().planned();
        }

        boolean hasRoom(int slot) {
            return wanted(slot) + LEAST_FREE <= capacity(slot);
        }

        void add(int slot, double more) {
            if (slot >= machines.length) {
                machines = Arrays.copyOf(machines, slot + 24);
            }
            machines[slot] += more;
        }
    }

    private record Option(Taken taken, Waiting task, Outlook outlook) {

        /** The work's own hours count as what its end's delay is worth, since machines differ in speed. */
        double cost() {
            return outlook.costGrams()
                    + task.schedule().delayGramsPerHour() * task.remaining().hours();
        }
    }

    /** An hour without a machine is worth next to nothing: work of which no more than a tenth would miss one may try. */
    private static final double CROWDED = 10;

    /** Planned work seldom fills its hours to the last minute: half a machine is none. */
    private static final double LEAST_FREE = 0.5;

    /** Work that would have to queue for longer than this is not looked at. */
    private static final int LONGEST_QUEUE_HOURS = 14 * 24;

    private final Map<String, Taken> zones = new TreeMap<>();
    private final Instant now;
    private final double dirtiest;

    public ZoneChoice(Iterable<Place> places, Instant now) {
        this.now = now;
        places.forEach(place -> zones.put(place.zone().name(), new Taken(place)));
        this.dirtiest = zones.values().stream()
                .flatMap(taken -> taken.place.zone().hourly().stream())
                .mapToDouble(Double::doubleValue)
                .max()
                .orElse(0);
    }

    /**
     * Counts a machine for work that is to run in a zone from a moment to another; other zones don't matter. Where its hours have
     * no machine left it takes the next that have, since it will wait for one.
     */
    public void count(String zone, Instant from, Instant to) {
        Taken taken = zones.get(zone);
        if (taken == null) {
            return;
        }
        double begin = hours(from);
        double left = hours(to) - begin;
        Slots slots = new Slots(taken.place.zone(), now, hours(to) + LONGEST_QUEUE_HOURS);
        for (int slot = 0; slot < slots.count() && left > 0; slot++) {
            double ends = slots.offset(slot) + slots.width(slot);
            double hours = Math.min(left, ends - Math.max(begin, slots.offset(slot)));
            if (hours > 0 && taken.hasRoom(slot)) {
                taken.add(slot, hours / slots.width(slot));
                left -= hours;
            }
        }
    }

    private double hours(Instant moment) {
        return Math.max(0, Duration.between(now, moment).toMillis() / 3_600_000.0);
    }

    /**
     * The zone for a task, which counts as planned there from then on.
     *
     * @param states the task as it would be in each zone that it may run in, on the machine that it would have there
     */
    public String choose(Map<String, Waiting> states) {
        Option best = zones.entrySet().stream()
                .flatMap(entry ->
                        Stream.ofNullable(states.get(entry.getKey())).map(task -> option(entry.getValue(), task)))
                .min(Comparator.comparingDouble(Option::cost))
                .orElseThrow(() -> new IllegalArgumentException("there is no zone to run in"));
        double[] load = best.outlook().plan().load();
        for (int slot = 0; slot < load.length; slot++) {
            best.taken().add(slot, load[slot] / best.outlook().slots().width(slot));
        }
        return best.outlook().zoneName();
    }

    private Option option(Taken taken, Waiting task) {
        Place place = taken.place;
        double slack = TimingRound.slack(task, place.capacity().isLimited(), now);
        return new Option(taken, task, Outlook.of(place.zone(), task, now, slack, slots -> prices(slots, taken, task)));
    }

    private double[] prices(Slots slots, Taken taken, Waiting task) {
        double surcharge = 1 / Math.max(task.kilowatts(), 1e-9);
        double[] prices = TimingRound.prices(slots, taken.place.congestion(), surcharge);
        for (int slot = 0; slot < prices.length; slot++) {
            if (!taken.hasRoom(slot)) {
                prices[slot] += CROWDED * dirtiest * (1 + taken.wanted(slot) / Math.max(1, taken.capacity(slot)));
            }
        }
        return prices;
    }
}
