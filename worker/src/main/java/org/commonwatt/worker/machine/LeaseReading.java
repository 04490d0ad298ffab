package org.commonwatt.worker.machine;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.commonwatt.protocol.lease.EnergyUse;
import org.commonwatt.protocol.lease.EnergyUse.Tier;
import org.commonwatt.worker.limits.Embodied;
import org.commonwatt.worker.machine.EnergySensor.Part;

/**
 * The account of one lease. Marginal energy is {@code Σ (∫P dt − P_idle · t) · s}, where s is the lease's share of the
 * processor time that anybody used; attributed energy adds the reserved share of the idle power.
 */
final class LeaseReading implements EnergyMeter.Reading {

    /** Asking which processes compute on a graphics processor starts a process, so it is done seldom. */
    private static final long GRAPHICS_EVERY_NANOS = 60_000_000_000L;

    private static final long FIRST_GRAPHICS_NANOS = 5_000_000_000L;

    private final EnergyWatch watch;
    private final MeteredMachine machine;
    private final @Nullable NvidiaSmi smi;
    private final ProcessHandle trainer;
    private final LongSupplier nanoTime;
    private final ProcessorTime processorTime;
    private final long began;
    private final double busyBefore;
    private final Map<Part, Double> joulesBefore = new EnumMap<>(Part.class);
    private boolean usesGraphics;
    private boolean sharesGraphics;
    private long graphicsAskedAt;
    private long lookedAt;
    private @Nullable EnergyUse last;

    LeaseReading(
            EnergyWatch watch,
            MeteredMachine machine,
            @Nullable NvidiaSmi smi,
            ProcessHandle trainer,
            LongSupplier nanoTime) {
        this.watch = watch;
        this.machine = machine;
        this.smi = smi;
        this.trainer = trainer;
        this.nanoTime = nanoTime;
        this.processorTime = new ProcessorTime(trainer);
        this.began = nanoTime.getAsLong();
        this.busyBefore = watch.busySeconds();
        this.lookedAt = began - EnergyWatch.EVERY.toNanos();
        this.graphicsAskedAt = began - GRAPHICS_EVERY_NANOS + FIRST_GRAPHICS_NANOS;
        for (Part part : Part.values()) {
            watch.sensor(part)
                    .flatMap(sensor -> boxed(sensor.joules()))
                    .ifPresent(joules -> joulesBefore.put(part, joules));
        }
    }

    /** Energy of a part of the machine over the lease, in J. */
    private record Drawn(double marginal, double idle, Tier tier, String words) {}

    @Override
    public @Nullable EnergyUse soFar() {
        // To walk a machine's processes takes some ten milliseconds.
        boolean young = nanoTime.getAsLong() - lookedAt < EnergyWatch.EVERY.toNanos();
        return young ? last : now();
    }

    @Override
    public @Nullable EnergyUse now() {
        if (last != null && !trainer.isAlive()) {
            return last;
        }
        lookedAt = nanoTime.getAsLong();
        watch.look();
        lookForGraphics();
        double seconds = (nanoTime.getAsLong() - began) / 1e9;
        double used = processorTime.total().toNanos() / 1e9;
        if (used > 0 && seconds > 0) {
            last = use(used, seconds);
        }
        return last;
    }

    /**
     * The account at a moment.
     *
     * @param used seconds of processor time of the trainer and all that it started
     * @param seconds since the beginning
     */
    EnergyUse use(double used, double seconds) {
        double busy = watch.busySeconds() - busyBefore;
        double share = busy > used ? used / busy : 1;
        List<Drawn> parts = new ArrayList<>();
        Optional<Drawn> whole = whole(share, seconds);
        if (whole.isPresent()) {
            parts.add(whole.get());
        } else {
            Optional<Drawn> graphics = usesGraphics ? graphics(seconds) : Optional.empty();
            graphics.ifPresent(parts::add);
            parts.add(counted(share, seconds).orElseGet(() -> modelled(used, seconds, graphics.isPresent())));
        }
        double marginal = parts.stream().mapToDouble(Drawn::marginal).sum();
        double idle = parts.stream().mapToDouble(Drawn::idle).sum() * machine.reserved();
        Tier tier = parts.stream().map(Drawn::tier).max(Tier::compareTo).orElse(Tier.D);
        Embodied embodied = machine.embodied();
        return new EnergyUse(
                marginal / 3600,
                (marginal + idle) / 3600,
                embodied == null ? null : embodied.grams(seconds, machine.reserved()),
                tier,
                band(tier),
                seconds,
                words(parts));
    }

    /** Half-width of a tier's band, as a share. */
    static double band(Tier tier) {
        return switch (tier) {
            case A, B -> 0.1;
            case C -> 0.25;
            case D -> 0.5;
        };
    }

    /** What the battery gave, where it fed the machine all the time. */
    private Optional<Drawn> whole(double share, double seconds) {
        return drawn(Part.WHOLE).map(joules -> {
            Idle idle = idle(Part.WHOLE, machine.power().watts());
            return new Drawn(
                    Math.max(0, joules - idle.watts() * seconds) * share,
                    idle.watts() * seconds,
                    idle.measured() ? Tier.A : Tier.D,
                    words(Part.WHOLE, joules, idle, share));
        });
    }

    /** What the processors' counters say. In a virtual machine they would be those of other people's work too. */
    private Optional<Drawn> counted(double share, double seconds) {
        return machine.virtual()
                ? Optional.empty()
                : drawn(Part.PROCESSORS).map(joules -> {
                    Idle idle = idle(Part.PROCESSORS, machine.power().watts());
                    return new Drawn(
                            Math.max(0, joules - idle.watts() * seconds) * share,
                            idle.watts() * seconds,
                            idle.measured() ? Tier.B : Tier.D,
                            words(Part.PROCESSORS, joules, idle, share));
                });
    }

    /**
     * Processor time times the design power of one core: time × load × design power. Beside a measured graphics processor,
     * which draws most, that is tier C; alone, or in a virtual machine, tier D.
     */
    private Drawn modelled(double used, double seconds, boolean besideGraphics) {
        DesignPower power = machine.power();
        String words = String.format(
                Locale.ROOT,
                "Processor time (%.1f s) × design power of one core (%.2f W): %.1f W over %d logical cores, from %s.",
                used,
                power.wattsPerCore(),
                power.watts(),
                power.cores(),
                power.source());
        String why = machine.virtual()
                ? " A virtual machine can't be measured from inside."
                : machine.refused() == null ? "" : " Not measured: " + machine.refused() + ".";
        return new Drawn(
                used * power.wattsPerCore(),
                MeteredMachine.IDLE_SHARE * power.watts() * seconds,
                besideGraphics && !machine.virtual() ? Tier.C : Tier.D,
                words + why);
    }

    private Optional<Drawn> graphics(double seconds) {
        return drawn(Part.GRAPHICS).map(joules -> {
            Double limit = machine.graphicsLimitWatts();
            Idle idle = idle(Part.GRAPHICS, limit == null ? 0 : limit);
            boolean counts =
                    watch.sensor(Part.GRAPHICS).map(EnergySensor::counts).orElse(false);
            Tier tier = counts ? Tier.B : Tier.C;
            String others = sharesGraphics ? " Others computed on them too, which is not told apart." : "";
            return new Drawn(
                    Math.max(0, joules - idle.watts() * seconds),
                    idle.watts() * seconds,
                    idle.measured() ? tier : Tier.D,
                    words(Part.GRAPHICS, joules, idle, 1) + others);
        });
    }

    /** Joules of a part since the beginning; empty where its sensor did not see all of that time. */
    private Optional<Double> drawn(Part part) {
        Double before = joulesBefore.get(part);
        return before == null
                ? Optional.empty()
                : watch.sensor(part)
                        .filter(sensor -> sensor.unbrokenSince() <= began)
                        .flatMap(sensor -> boxed(sensor.joules()))
                        .map(now -> now - before);
    }

    private record Idle(double watts, boolean measured) {}

    private Idle idle(Part part, double designWatts) {
        IdlePower.Measured measured = watch.idle().of(part);
        return measured == null
                ? new Idle(MeteredMachine.IDLE_SHARE * designWatts, false)
                : new Idle(measured.watts(), true);
    }

    private String words(Part part, double joules, Idle idle, double share) {
        String what = watch.sensor(part).map(EnergySensor::words).orElse("");
        String others =
                share < 0.995 ? String.format(Locale.ROOT, "; %.0f %% of the rest is this run's", 100 * share) : "";
        return String.format(
                Locale.ROOT,
                "%s: %.0f J, less %.1f W idle (%s)%s.",
                Character.toUpperCase(what.charAt(0)) + what.substring(1),
                joules,
                idle.watts(),
                idle.measured() ? "measured" : "not measured yet: a tenth of the design power",
                others);
    }

    private String words(List<Drawn> parts) {
        String reserved =
                String.format(Locale.ROOT, " Attributed: with %.0f %% of the idle power", 100 * machine.reserved());
        Embodied embodied = machine.embodied();
        String made = embodied == null
                ? "; what making the machine emitted is not known."
                : String.format(
                        Locale.ROOT,
                        ", and the same share of %.0f kgCO2e over %d days for making the machine.",
                        embodied.kilograms(),
                        embodied.lifetime().toDays());
        return String.join(" ", parts.stream().map(Drawn::words).toList()) + reserved + made;
    }

    private void lookForGraphics() {
        long now = nanoTime.getAsLong();
        if (smi == null || usesGraphics || now - graphicsAskedAt < GRAPHICS_EVERY_NANOS) {
            return;
        }
        graphicsAskedAt = now;
        Set<Long> computing = smi.computing();
        try (Stream<ProcessHandle> tree = Stream.concat(Stream.of(trainer), trainer.descendants())) {
            Set<Long> ours = tree.map(ProcessHandle::pid).collect(Collectors.toSet());
            usesGraphics = computing.stream().anyMatch(ours::contains);
            sharesGraphics = usesGraphics && !ours.containsAll(computing);
        }
    }

    private static Optional<Double> boxed(OptionalDouble value) {
        return value.isPresent() ? Optional.of(value.getAsDouble()) : Optional.empty();
    }
}
