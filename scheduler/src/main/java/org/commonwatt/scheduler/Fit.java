package org.commonwatt.scheduler;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How a fleet meets a need.
 *
 * @param fitting number of nodes that could run it
 * @param known number of nodes looked at
 * @param reasons why the others can't, the most frequent first; a node with two reasons counts for both
 */
public record Fit(int fitting, int known, List<Reason> reasons) {

    /**
     * One reason.
     *
     * @param sentence the reason in words
     * @param nodes number of nodes that it rules out
     * @param nearestChange what would let the nearest of them fit, all of that node's reasons together, and how many would
     */
    public record Reason(String sentence, int nodes, String nearestChange) {}

    /** Looks at every machine on its own, so that counts are exact. */
    public static Fit of(WorkNeed need, List<Hardware> fleet) {
        List<List<Refusal>> refused = fleet.stream()
                .map(hardware -> Feasibility.refusals(need, hardware))
                .filter(refusals -> !refusals.isEmpty())
                .toList();
        Map<String, List<List<Refusal>>> byReason = new LinkedHashMap<>();
        for (List<Refusal> refusals : refused) {
            for (Refusal refusal : refusals) {
                byReason.computeIfAbsent(refusal.reason(), reason -> new ArrayList<>())
                        .add(refusals);
            }
        }
        List<Reason> reasons = byReason.entrySet().stream()
                .map(entry ->
                        new Reason(entry.getKey(), entry.getValue().size(), nearestChange(entry.getValue(), refused)))
                .sorted(Comparator.comparingInt(Reason::nodes).reversed().thenComparing(Reason::sentence))
                .toList();
        return new Fit(fleet.size() - refused.size(), fleet.size(), reasons);
    }

    private static String nearestChange(List<List<Refusal>> candidates, List<List<Refusal>> allRefused) {
        List<Refusal> nearest = candidates.stream()
                .min(Comparator.comparingDouble(Fit::totalGap))
                .orElseThrow();
        long gained = allRefused.stream()
                .filter(refusals -> refusals.stream().allMatch(refusal -> isCovered(refusal, nearest)))
                .count();
        String change = nearest.stream().map(Refusal::change).collect(Collectors.joining(" and "));
        return change + " → " + gained + (gained == 1 ? " node" : " nodes");
    }

    private static double totalGap(List<Refusal> refusals) {
        return refusals.stream().mapToDouble(Refusal::gap).sum();
    }

    private static boolean isCovered(Refusal refusal, List<Refusal> change) {
        return change.stream()
                .anyMatch(given -> given.getClass() == refusal.getClass() && refusal.gap() <= given.gap());
    }
}
