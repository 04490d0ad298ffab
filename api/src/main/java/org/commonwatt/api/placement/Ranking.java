package org.commonwatt.api.placement;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * What a node may be handed, best first.
 *
 * @param classes classes of work; empty when there is nothing for it now
 * @param askAgainAt when asking again may bring something without anything new, or null when only new work can
 */
public record Ranking(List<RankedClass> classes, @Nullable Instant askAgainAt) {

    /**
     * A class of work.
     *
     * @param workClass its id
     * @param others some other present nodes that could run it, as many as were asked for if there are so many
     */
    public record RankedClass(long workClass, List<UUID> others) {}
}
