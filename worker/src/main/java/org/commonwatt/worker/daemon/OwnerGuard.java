package org.commonwatt.worker.daemon;

import java.nio.file.Path;
import java.time.Clock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.commonwatt.worker.limits.Circumstances;
import org.commonwatt.worker.limits.Circumstances.Input;
import org.commonwatt.worker.limits.Consent;
import org.commonwatt.worker.limits.LiveLimits;
import org.commonwatt.worker.limits.OwnerLimits;
import org.commonwatt.worker.limits.TransferMeter;
import org.commonwatt.worker.limits.Wish;
import org.commonwatt.worker.machine.PowerCap;

/** Speaks for the machine's owner: says at any moment whether the machine may work. What the service wants has no say in it. */
final class OwnerGuard {

    private static final Logger LOG = LoggerFactory.getLogger(OwnerGuard.class);
    private static final Input UNASKED = new Input(null, "not asked");

    private final LiveLimits limits;
    private final Path wish;
    private final Sensors sensors;
    private final TransferMeter transfer;
    private final PowerCap powerCap;
    private final Clock clock;
    private volatile @Nullable String noCap;

    /** What looks at the machine. */
    record Sensors(Supplier<Input> input, BooleanSupplier battery) {}

    OwnerGuard(LiveLimits limits, Path wish, Sensors sensors, TransferMeter transfer, PowerCap powerCap, Clock clock) {
        this.limits = limits;
        this.wish = wish;
        this.sensors = sensors;
        this.transfer = transfer;
        this.powerCap = powerCap;
        this.clock = clock;
    }

    /** Whether the machine may work now. */
    Consent consent() {
        limits.refresh();
        OwnerLimits inForce = limits.get();
        Circumstances now = new Circumstances(
                clock.instant(),
                Wish.load(wish),
                inForce.times().onlyWhenIdle() == null ? UNASKED : input(),
                !inForce.times().onBattery() && sensors.battery().getAsBoolean(),
                transfer.today());
        Consent consent = Consent.of(inForce, now);
        String trouble = limits.trouble();
        return trouble != null && consent instanceof Consent.Given
                ? new Consent.Withheld(Consent.Cause.UNCLEAR, trouble, null)
                : consent;
    }

    /** A look that fails tells nothing, and not to know counts as the owner's being there. */
    private Input input() {
        try {
            return sensors.input().get();
        } catch (RuntimeException broken) {
            LOG.warn("It can't be told when the owner was at the machine", broken);
            return new Input(null, "the look at the machine failed: " + broken);
        }
    }

    /** A run begins: what the owner wants of graphics processors while it works is put in force. */
    void runBegins() {
        OwnerLimits.Graphics graphics = limits.get().share().graphics();
        Integer watts = graphics.powerCapWatts();
        noCap = graphics.lent() && watts != null ? powerCap.apply(watts).orElse(null) : null;
        if (noCap != null) {
            LOG.warn("Graphics processors are not held to {} W: {}", watts, noCap);
        }
    }

    /** A run has ended, in this life of the worker or the one before. */
    void runEnded() {
        powerCap.lift();
    }

    /** How things stand, for people. */
    WorkerStatus.Lent lent() {
        return new WorkerStatus.Lent(
                limits.get(), limits.trouble(), noCap, transfer.today().bytes());
    }
}
