package org.commonwatt.scheduler;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Step 2 of the pipeline: whose work goes first, before any price is looked at. */
public final class Order {

    private Order() {}

    /**
     * Ready work in fair order: overdue before all else (the longest-waiting first), then by band of the account's decayed
     * use, then what is urgent, then by priority, then by age, then by class so that no tie is left to chance.
     */
    public static List<ReadyWork> fair(Snapshot snapshot, Weights weights) {
        return snapshot.ready().stream().sorted(comparator(snapshot, weights)).toList();
    }

    /** Ready work in fair order, turn by turn. */
    static List<List<ReadyWork>> turns(Snapshot snapshot, Weights weights) {
        Comparator<ReadyWork> turn = turn(snapshot, weights);
        List<ReadyWork> fair = fair(snapshot, weights);
        List<List<ReadyWork>> turns = new ArrayList<>();
        int from = 0;
        for (int to = 1; to <= fair.size(); to++) {
            if (to == fair.size() || turn.compare(fair.get(from), fair.get(to)) != 0) {
                turns.add(fair.subList(from, to));
                from = to;
            }
        }
        return List.copyOf(turns);
    }

    private static Comparator<ReadyWork> comparator(Snapshot snapshot, Weights weights) {
        return turn(snapshot, weights).thenComparing(ReadyWork::readySince).thenComparing(work -> work.workClass()
                .id());
    }

    /** Works of one turn are equal in fairness: among them the price decides. */
    private static Comparator<ReadyWork> turn(Snapshot snapshot, Weights weights) {
        Comparator<ReadyWork> overdueFirst = Comparator.comparingInt(work -> overdue(work, snapshot.now(), weights));
        return overdueFirst
                .reversed()
                .thenComparingInt(work -> FairShare.band(
                        snapshot.use().getOrDefault(work.workClass().account(), 0.0)))
                .thenComparing(work -> !work.workClass().urgent())
                .thenComparing(Comparator.comparingInt(ReadyWork::priority).reversed());
    }

    /**
     * How often the time after which work is overdue has doubled while it waited; 0 when it is not overdue. Each step goes before
     * all shorter waits, so nothing waits for ever; within a step the price decides, also where everything waits long.
     */
    private static int overdue(ReadyWork work, Instant now, Weights weights) {
        double times = waited(work, now).toMillis()
                / (double) Math.max(1, weights.overdueAfter().toMillis());
        return times < 1 ? 0 : 1 + Math.getExponent(times);
    }

    /** Whether the work waited so long that it goes to whichever node asks. */
    static boolean isOverdue(ReadyWork work, Instant now, Weights weights) {
        return waited(work, now).compareTo(weights.overdueAfter()) >= 0;
    }

    static Duration waited(ReadyWork work, Instant now) {
        return Duration.between(work.readySince(), now);
    }
}
