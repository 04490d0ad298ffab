package org.commonwatt.scheduler.simulation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

import org.commonwatt.scheduler.simulation.Simulation.CaseOutcome;
import org.commonwatt.scheduler.timing.Schedule;

/** Means over cases, and what follows from them. */
public final class Comparison {

    /** Ours must keep so many times what Carbon-Time saves, at equal delay. */
    public static final double WANTED_RATIO = 1.25;

    /** Below this share of the carbon a saving is none, and no ratio to it means anything. */
    static final double NO_SAVING = 1e-4;

    /** A line of the table: a policy, ours once for every weight. */
    public record Line(String policy, double delayWeight) {}

    private record Case(String zone, int start) {}

    private final Map<Line, Outcome> means = new LinkedHashMap<>();

    /** Means of all measures over the cases; carbon as a share of what NoWait emits in the same case. */
    public Comparison(List<CaseOutcome> outcomes) {
        Map<Case, Double> noWait = new LinkedHashMap<>();
        Map<Line, List<Outcome>> byLine = new LinkedHashMap<>();
        for (CaseOutcome outcome : outcomes) {
            if (outcome.policy().equals(Simulation.NO_WAIT)) {
                noWait.put(
                        new Case(outcome.zone(), outcome.start()),
                        outcome.outcome().carbon());
            }
        }
        for (CaseOutcome outcome : outcomes) {
            double base = noWait.getOrDefault(new Case(outcome.zone(), outcome.start()), Double.NaN);
            byLine.computeIfAbsent(new Line(outcome.policy(), outcome.delayWeight()), line -> new ArrayList<>())
                    .add(relative(outcome.outcome(), base));
        }
        byLine.forEach((line, all) -> means.put(line, mean(all)));
    }

    /** Lines in the order in which their policies ran. */
    public Map<Line, Outcome> means() {
        return new LinkedHashMap<>(means);
    }

    /** Means of a policy; of ours at the default weight. */
    public Outcome mean(String policy) {
        return at(policy, policy.equals(Simulation.OURS) ? Schedule.DEFAULT_DELAY_WEIGHT : 0);
    }

    private Outcome at(String policy, double weight) {
        Outcome mean = means.get(new Line(policy, weight));
        if (mean == null) {
            throw new IllegalArgumentException("there is no outcome of " + policy + " at " + weight);
        }
        return mean;
    }

    /** Ours at the mean delay of Carbon-Time as published. */
    public Outcome oursAtEqualDelay() {
        return oursAtDelayOf(Simulation.CARBON_TIME);
    }

    /** Ours at a rival's mean delay: carbon between the two nearest weights, or at less delay where none has more. */
    private Outcome oursAtDelayOf(String rival) {
        double delay = mean(rival).delayHours();
        List<Outcome> ours = ours();
        Outcome before = ours.getFirst();
        for (Outcome after : ours) {
            if (after.delayHours() >= delay) {
                double span = after.delayHours() - before.delayHours();
                return between(before, after, span > 0 ? Math.clamp((delay - before.delayHours()) / span, 0, 1) : 0);
            }
            before = after;
        }
        return before;
    }

    private List<Outcome> ours() {
        return means.entrySet().stream()
                .filter(entry -> entry.getKey().policy().equals(Simulation.OURS))
                .map(Map.Entry::getValue)
                .sorted(Comparator.comparingDouble(Outcome::delayHours))
                .toList();
    }

    /** Our saving over Carbon-Time's at equal delay; nothing where there is nothing to save. */
    public OptionalDouble ratioAtEqualDelay() {
        return ratioAtDelayOf(Simulation.CARBON_TIME);
    }

    /**
     * The same where Carbon-Time plans with our forecast, so that only the policies differ; nothing where it didn't, since all
     * was known.
     */
    public OptionalDouble ratioWithOurForecast() {
        String rival = Simulation.withOurForecast(Simulation.CARBON_TIME);
        return means.containsKey(new Line(rival, 0)) ? ratioAtDelayOf(rival) : OptionalDouble.empty();
    }

    private OptionalDouble ratioAtDelayOf(String rival) {
        double theirs = 1 - mean(rival).carbon();
        double ours = 1 - oursAtDelayOf(rival).carbon();
        return theirs < NO_SAVING ? OptionalDouble.empty() : OptionalDouble.of(ours / theirs);
    }

    /**
     * What the claim needs and doesn't have, in words; empty when it holds.
     *
     * @param knowsAll whether intensities and lengths were known and nothing limited the machines, so that no policy emits less
     *     than WaitAwhile
     */
    public List<String> shortfalls(boolean knowsAll) {
        List<String> missed = new ArrayList<>();
        Outcome equal = oursAtEqualDelay();
        OptionalDouble ratio = ratioAtEqualDelay();
        if (ratio.isPresent() && ratio.getAsDouble() < WANTED_RATIO) {
            missed.add("the saving at equal delay is %.3f of Carbon-Time's instead of %.2f"
                    .formatted(ratio.getAsDouble(), WANTED_RATIO));
        }
        if (ratio.isEmpty() && equal.carbon() > mean(Simulation.CARBON_TIME).carbon() + NO_SAVING) {
            missed.add("there is nothing to save, and ours emits more than Carbon-Time");
        }
        if (equal.delayHours() > mean(Simulation.CARBON_TIME).delayHours() * 1.01 + 0.01) {
            missed.add("ours is later than Carbon-Time with every weight");
        }
        if (equal.deadlineMisses() > mean(Simulation.CARBON_TIME).deadlineMisses()) {
            missed.add("ours misses more deadlines than Carbon-Time");
        }
        if (knowsAll) {
            missed.addAll(exactShortfalls());
        }
        return missed;
    }

    /** With all known: our saving without a weight of delay, as a share of WaitAwhile's. */
    public OptionalDouble shareOfWaitAwhile(double weight) {
        double theirs = 1 - mean("WaitAwhile").carbon();
        return theirs < NO_SAVING
                ? OptionalDouble.empty()
                : OptionalDouble.of((1 - at(Simulation.OURS, weight).carbon()) / theirs);
    }

    private List<String> exactShortfalls() {
        List<String> missed = new ArrayList<>();
        shareOfWaitAwhile(0).ifPresent(share -> {
            if (share < 0.999) {
                missed.add("λ = 0 saves %.4f of what WaitAwhile saves instead of 0.999".formatted(share));
            }
        });
        shareOfWaitAwhile(Schedule.DEFAULT_DELAY_WEIGHT).ifPresent(share -> {
            if (share < 0.95) {
                missed.add("the default λ saves %.4f of what WaitAwhile saves instead of 0.95".formatted(share));
            }
        });
        double delay = mean(Simulation.OURS).delayHours() / mean("WaitAwhile").delayHours();
        if (delay > 0.75) {
            missed.add("the default λ has %.3f of WaitAwhile's delay instead of 0.75".formatted(delay));
        }
        return missed;
    }

    private static Outcome relative(Outcome outcome, double base) {
        return new Outcome(
                base > 0 ? outcome.carbon() / base : 1,
                outcome.delayHours(),
                outcome.delayP95Hours(),
                outcome.deadlineMisses(),
                outcome.utilisation(),
                outcome.peakCpus(),
                outcome.restarts());
    }

    private static Outcome mean(List<Outcome> all) {
        OptionalDouble utilisation =
                all.stream().allMatch(one -> one.utilisation().isPresent())
                        ? OptionalDouble.of(mean(all, one -> one.utilisation().orElse(0)))
                        : OptionalDouble.empty();
        return new Outcome(
                mean(all, Outcome::carbon),
                mean(all, Outcome::delayHours),
                mean(all, Outcome::delayP95Hours),
                mean(all, Outcome::deadlineMisses),
                utilisation,
                mean(all, Outcome::peakCpus),
                mean(all, Outcome::restarts));
    }

    private static double mean(List<Outcome> all, ToDoubleFunction<Outcome> measure) {
        return all.stream().mapToDouble(measure).average().orElse(Double.NaN);
    }

    private static Outcome between(Outcome one, Outcome other, double share) {
        OptionalDouble utilisation =
                one.utilisation().isPresent() && other.utilisation().isPresent()
                        ? OptionalDouble.of(between(one, other, share, outcome -> outcome.utilisation()
                                .orElse(0)))
                        : OptionalDouble.empty();
        return new Outcome(
                between(one, other, share, Outcome::carbon),
                between(one, other, share, Outcome::delayHours),
                between(one, other, share, Outcome::delayP95Hours),
                between(one, other, share, Outcome::deadlineMisses),
                utilisation,
                between(one, other, share, Outcome::peakCpus),
                between(one, other, share, Outcome::restarts));
    }

    private static double between(Outcome one, Outcome other, double share, ToDoubleFunction<Outcome> measure) {
        return measure.applyAsDouble(one) * (1 - share) + measure.applyAsDouble(other) * share;
    }
}
