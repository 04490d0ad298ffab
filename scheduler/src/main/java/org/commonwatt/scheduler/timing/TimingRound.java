package org.commonwatt.scheduler.timing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.commonwatt.scheduler.Zone;

/**
 * Decisions about the time of all tasks of one zone at once, where machines are fewer than the work that wants the cleanest
 * hours.
 *
 * <p>Each task plans against the expected intensity and the price of crowding of each hour; the prices follow from the plans of
 * the round before and of this one. The present hour has no such price: who gets it is decided by what each task loses by
 * waiting.
 */
public final class TimingRound {

    /**
     * A task that is decided about.
     *
     * @param id the task
     * @param task its state
     * @param units how many of the zone's units of capacity it takes: nodes, or processors
     */
    public record Candidate(long id, Waiting task, double units) {}

    /**
     * Machines that this work may count on, in units.
     *
     * @param present those that are there now
     * @param expected mean of the hours ahead; infinite where nothing limits them
     */
    public record Capacity(double present, double expected) {

        /** Machines for everybody. */
        public static final Capacity UNLIMITED = new Capacity(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);

        boolean isLimited() {
            return !Double.isInfinite(expected);
        }

        /** Those of the hours ahead that the work of now may plan on. */
        double planned() {
            return expected * PLANNED_SHARE;
        }
    }

    /**
     * A task with its decision.
     *
     * @param urgency what waiting costs this task for each unit that it takes, in gCO2e; negative where it should wait. Where
     *     all hours are alike, the hours by which it came before {@link Instant#EPOCH}, so that what came first goes first
     */
    public record Decided(Candidate candidate, Timing timing, double urgency) {

        private static Decided of(Candidate candidate, Timing timing, boolean isFlat, Instant now) {
            if (isFlat && timing.run() && !(timing.reason() instanceof Reason.DeadlineNear)) {
                Instant came = now.minus(candidate.task().waited());
                return new Decided(candidate, timing, -came.toEpochMilli() / 3_600_000.0);
            }
            double sign = timing.run() ? 1 : -1;
            return new Decided(candidate, timing, sign * timing.regretGrams() / candidate.units());
        }

        /** Whether it may take the place of work that runs: its time is used up, or its deadline near. */
        public boolean mustRun() {
            return Double.isInfinite(urgency) && !(timing.reason() instanceof Reason.NotDeferrable);
        }
    }

    /**
     * Decisions of a round.
     *
     * @param decided all tasks, those that lose most by waiting first
     * @param congestion prices to begin the next round with
     */
    public record Decisions(List<Decided> decided, Congestion congestion) {}

    /** Tasks of like length, power and weights share one table. */
    private record Key(double mean, double delay, double restart, double surcharge) {

        /** Length up to the next quarter of a power of two. */
        Key roundedUp() {
            double step = Math.scalb(1.0, Math.getExponent(mean) - 2);
            return new Key(Math.ceil(mean / step) * step, delay, restart, surcharge);
        }
    }

    /** Tasks that may also wait as long, and all run or all don't, share one plan. */
    private record Like(Key key, boolean known, boolean running, double slack) {}

    private record Shared(Map<Key, MemorylessPlan> tables, Map<Like, Outlook> outlooks) {}

    /** With more tasks than this, known lengths count by classes: the cost must not grow with every single one. */
    private static final int MOST_EXACT = 500;

    /** Hours that differ by less than this are alike: no order of the work saves anything, and any but that of arrival costs. */
    private static final double ALIKE = 0.01;

    /** η: share of an hour's carbon by which the price of an hour moves that is wanted twice over. */
    private static final double STEP = 0.2;

    /** Share of the machines of the hours ahead that the work of now may plan on; the rest is for work that comes later. */
    private static final double PLANNED_SHARE = 0.7;

    /**
     * Time of its budget that work keeps back where machines are limited, since it may not get one at once when it has to run:
     * so many hours, but no more than this share of the budget.
     */
    private static final double RESERVE_HOURS = 3;

    private static final double RESERVE_SHARE = 0.3;

    private final Zone zone;
    private final List<Candidate> candidates;
    private final boolean limited;
    private final Instant now;
    private final Map<Key, Double> budgets = new HashMap<>();
    private final Slots longest;
    private final boolean flat;

    private TimingRound(Zone zone, List<Candidate> candidates, boolean limited, Instant now) {
        this.zone = zone;
        this.candidates = candidates;
        this.limited = limited;
        this.now = now;
        double hours = 1;
        for (Candidate candidate : candidates) {
            double slack = slack(candidate);
            budgets.merge(key(candidate), slack, Math::max);
            hours = Math.max(hours, horizon(candidate.task(), slack));
        }
        this.longest = new Slots(zone, now, hours);
        this.flat = isFlat(longest);
    }

    /**
     * Decides about all tasks, once an hour: prices move with what all of them plan.
     *
     * @param congestion the prices that the round before left, or {@link Congestion#none}
     */
    public static Decisions decide(
            Zone zone, List<Candidate> candidates, Capacity capacity, Congestion congestion, Instant now) {
        TimingRound round = new TimingRound(zone, candidates, capacity.isLimited(), now);
        Shared shared = new Shared(new HashMap<>(), new HashMap<>());
        Congestion prices = congestion;
        if (round.flat) {
            prices = Congestion.none(round.longest.hour());
        } else if (capacity.isLimited()) {
            prices = round.moved(congestion, capacity.planned(), shared);
        }
        if (candidates.size() <= MOST_EXACT) {
            // Plans follow the moved prices at once; with very many tasks they do so in the next round.
            shared = new Shared(new HashMap<>(), new HashMap<>());
        }
        return new Decisions(round.decided(prices, shared), prices);
    }

    /** Decides about some tasks within the hour, at the prices that its round over all of them left. */
    public static Decisions decideAtPrices(
            Zone zone, List<Candidate> candidates, Capacity capacity, Congestion congestion, Instant now) {
        TimingRound round = new TimingRound(zone, candidates, capacity.isLimited(), now);
        // Alike hours leave none to keep work from crowding into; who waits for one would only lose its turn.
        Congestion prices = round.flat ? Congestion.none(round.longest.hour()) : congestion;
        return new Decisions(round.decided(prices, new Shared(new HashMap<>(), new HashMap<>())), congestion);
    }

    private List<Decided> decided(Congestion prices, Shared shared) {
        List<Decided> decided = new ArrayList<>(candidates.size());
        for (Candidate candidate : candidates) {
            decided.add(Decided.of(candidate, outlook(candidate, prices, shared).timing(), flat, now));
        }
        decided.sort(Comparator.comparingDouble(Decided::urgency)
                .reversed()
                .thenComparingDouble(one -> one.candidate().task().slackHours(now))
                .thenComparingLong(one -> one.candidate().id()));
        return List.copyOf(decided);
    }

    private static boolean isFlat(Slots slots) {
        DoubleSummaryStatistics hours = Arrays.stream(slots.intensities()).summaryStatistics();
        return hours.getMax() - hours.getMin() <= ALIKE * hours.getMax();
    }

    private Congestion moved(Congestion prices, double capacity, Shared shared) {
        double[] demand = new double[longest.count()];
        double grams = 0;
        for (Candidate candidate : candidates) {
            Outlook outlook = outlook(candidate, prices, shared);
            double[] load = outlook.plan().load();
            for (int slot = 0; slot < load.length; slot++) {
                demand[slot] += load[slot] / longest.width(slot) * candidate.units();
            }
            grams += candidate.task().kilowatts() / candidate.units();
        }
        double perUnit = candidates.isEmpty() ? 0 : grams / candidates.size() * longest.meanIntensity();
        return prices.moved(longest.hour(), demand, capacity, STEP * perUnit);
    }

    private Outlook outlook(Candidate candidate, Congestion congestion, Shared shared) {
        Waiting task = candidate.task();
        double slack = slack(candidate);
        Like like =
                switch (task.remaining()) {
                    case Remaining.Expected expected -> new Like(key(candidate), false, task.running(), whole(slack));
                    case Remaining.Known known ->
                        candidates.size() > MOST_EXACT
                                ? new Like(key(candidate).roundedUp(), true, task.running(), roundedDown(slack))
                                : new Like(key(candidate), true, task.running(), slack);
                };
        Outlook outlook = shared.outlooks().get(like);
        if (outlook == null) {
            outlook = like.known()
                    ? filled(like, task, congestion)
                    : Outlook.of(zone, task, table(like.key(), candidate, congestion, shared), slack);
            shared.outlooks().put(like, outlook);
        }
        return outlook.of(task);
    }

    /** To a quarter of a power of two, and below an hour to nothing. */
    private static double roundedDown(double hours) {
        if (hours < 1) {
            return 0;
        }
        double step = Math.scalb(1.0, Math.getExponent(hours) - 2);
        return Math.floor(hours / step) * step;
    }

    private Outlook filled(Like like, Waiting task, Congestion congestion) {
        double hours = like.key().mean();
        Slots slots = new Slots(zone, now, hours + task.restartHours() + like.slack());
        return Outlook.of(
                zone, task, slots, prices(slots, congestion, like.key().surcharge()), hours, like.slack());
    }

    /** Hours that are left after the present one; −1 where it is the last. Waits end with the hours, so parts don't count. */
    private double whole(double slack) {
        double first = longest.width(0);
        return slack < first ? -1 : Math.floor(slack - first);
    }

    private MemorylessPlan table(Key key, Candidate candidate, Congestion congestion, Shared shared) {
        return shared.tables().computeIfAbsent(key, any -> {
            double budget = budgets.getOrDefault(key, 0.0);
            Slots slots = new Slots(zone, now, horizon(candidate.task(), budget));
            double[] prices = prices(slots, congestion, key.surcharge());
            return new MemorylessPlan(slots, prices, key.mean(), key.delay(), key.restart(), budget);
        });
    }

    /** In g/kWh; the surcharge turns grams of a machine's hour into that. */
    static double[] prices(Slots slots, Congestion congestion, double surcharge) {
        double[] prices = slots.intensities();
        for (int slot = 1; slot < prices.length; slot++) {
            prices[slot] += surcharge * congestion.price(slots.hour(), slot);
        }
        return prices;
    }

    private static double horizon(Waiting task, double budget) {
        return switch (task.remaining()) {
            case Remaining.Expected expected -> MemorylessPlan.horizon(expected.hours(), budget);
            case Remaining.Known known -> known.hours() + task.restartHours() + budget;
        };
    }

    private double slack(Candidate candidate) {
        return slack(candidate.task(), limited, now);
    }

    /** Hours that a task may still plan to wait. */
    static double slack(Waiting task, boolean limited, Instant now) {
        double reserve = limited
                ? Math.min(
                        RESERVE_HOURS,
                        RESERVE_SHARE * task.schedule().waitingBudget().toMinutes() / 60)
                : 0;
        return Math.max(0, task.slackHours(now) - reserve);
    }

    private static Key key(Candidate candidate) {
        Waiting task = candidate.task();
        return new Key(task.remaining().hours(), task.delayIntensity(), task.restartHours(), surcharge(candidate));
    }

    /** Units for each kW. */
    private static double surcharge(Candidate candidate) {
        return candidate.units() / Math.max(candidate.task().kilowatts(), 1e-9);
    }
}
