package org.commonwatt.scheduler;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a round gave, as it looks to one of the classes of nodes. */
final class Given {

    /**
     * What was given of one class of work to others than the class of nodes that asks.
     *
     * @param count how many tasks
     * @param dearest the highest price among them, in gCO2e; infinite where there are none
     */
    record ToOthers(int count, double dearest) {}

    private final Map<Long, List<Match>> byWork = new HashMap<>();
    private final Map<NodeClass, Map<Long, Integer>> ranks = new HashMap<>();

    Given(List<Match> matches) {
        for (Match match : matches) {
            long work = match.work().workClass().id();
            byWork.computeIfAbsent(work, any -> new ArrayList<>()).add(match);
            Map<Long, Integer> own = ranks.computeIfAbsent(match.node(), any -> new HashMap<>());
            own.putIfAbsent(work, own.size());
        }
    }

    /** As the how many-th class of work these nodes got it; the greatest number where they got none. */
    int rank(WorkClass work, NodeClass nodes) {
        return ranks.getOrDefault(nodes, Map.of()).getOrDefault(work.id(), Integer.MAX_VALUE);
    }

    ToOthers toOthers(WorkClass work, NodeClass than) {
        int count = 0;
        double dearest = Double.NEGATIVE_INFINITY;
        for (Match match : byWork.getOrDefault(work.id(), List.of())) {
            if (!match.node().equals(than)) {
                count += match.count();
                dearest = Math.max(dearest, match.price().grams());
            }
        }
        return new ToOthers(count, count == 0 ? Double.POSITIVE_INFINITY : dearest);
    }
}
