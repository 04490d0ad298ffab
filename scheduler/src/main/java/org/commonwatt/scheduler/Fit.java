package org.commonwatt.scheduler;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
     * @param refusal the reason, as of the node that is nearest to taking the task
     * @param nodes number of nodes that it rules out
     * @param change what would let that nearest node take it, all of its reasons together
     * @param gained number of nodes that this change would let take it
     */
    public record Reason(Refusal refusal, int nodes, List<Refusal> change, int gained) {

        /** The reason in words. */
        public String sentence() {
            return refusal.reason();
        }

        /** The change in words, and how many nodes it would gain. */
        public String nearestChange() {
            return change.stream().map(Refusal::change).collect(Collectors.joining(" and ")) + " → " + gained
                    + (gained == 1 ? " node" : " nodes");
        }
    }

    private static final Comparator<List<Refusal>> NEAREST_FIRST =
            Comparator.comparingDouble(Fit::totalGap).thenComparing(Fit::freeAt);

    /** Looks at every machine on its own, so that counts are exact. */
    public static Fit of(WorkNeed need, List<Hardware> fleet) {
        return ofRefusals(fleet.stream()
                .map(hardware -> Feasibility.refusals(need, hardware))
                .toList());
    }

    /** Of what speaks against each node of a fleet; nothing where it could take the task. */
    public static Fit ofRefusals(List<List<Refusal>> fleet) {
        List<List<Refusal>> refused =
                fleet.stream().filter(refusals -> !refusals.isEmpty()).toList();
        Map<String, List<List<Refusal>>> byReason = new LinkedHashMap<>();
        for (List<Refusal> refusals : refused) {
            for (Refusal refusal : refusals) {
                byReason.computeIfAbsent(refusal.reason(), reason -> new ArrayList<>())
                        .add(refusals);
            }
        }
        List<Reason> reasons = byReason.entrySet().stream()
                .map(entry -> reason(entry.getKey(), entry.getValue(), refused))
                .sorted(Comparator.comparingInt(Reason::nodes).reversed().thenComparing(Reason::sentence))
                .toList();
        return new Fit(fleet.size() - refused.size(), fleet.size(), reasons);
    }

    private static Reason reason(String reason, List<List<Refusal>> ruledOut, List<List<Refusal>> allRefused) {
        List<Refusal> nearest = ruledOut.stream().min(NEAREST_FIRST).orElseThrow();
        Refusal refusal = nearest.stream()
                .filter(it -> it.reason().equals(reason))
                .findFirst()
                .orElseThrow();
        // What is up to a node lets that one node in; what is up to the task lets in all that lack no more.
        long gained = nearest.stream().allMatch(Refusal::isUpToTheTask)
                ? allRefused.stream()
                        .filter(refusals -> refusals.stream().allMatch(it -> isCovered(it, nearest)))
                        .count()
                : 1;
        return new Reason(refusal, ruledOut.size(), nearest, (int) gained);
    }

    /** The moment at which a node is free of all that ends by itself; never where that is not known. */
    private static Instant freeAt(List<Refusal> refusals) {
        return refusals.stream()
                .map(refusal -> refusal instanceof Refusal.LimitedByOwner limited ? limited.until() : null)
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .orElse(Instant.MAX);
    }

    private static double totalGap(List<Refusal> refusals) {
        return refusals.stream().mapToDouble(Refusal::gap).sum();
    }

    private static boolean isCovered(Refusal refusal, List<Refusal> change) {
        return change.stream()
                .anyMatch(given -> given.getClass() == refusal.getClass() && refusal.gap() <= given.gap());
    }
}
