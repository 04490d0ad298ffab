package org.commonwatt.scheduler;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What a node that asks is offered.
 *
 * @param ranking classes of work to hand out, best first; empty when there is nothing for it now
 * @param held work that it could run but that is held back for a cheaper node
 * @param askAgainAt when asking again may bring something although nothing new was submitted, or null when only new work can
 */
public record Placement(
        List<Choice> ranking, List<Held> held, @Nullable Instant askAgainAt) {

    /** For a node that can run none of the ready work. */
    static final Placement NOTHING = new Placement(List.of(), List.of(), null);

    /**
     * A class of work for the node.
     *
     * @param work the ready work
     * @param price its price here
     * @param gain R: how much cheaper it is here than at its best alternative, in gCO2e
     */
    public record Choice(ReadyWork work, Price price, double gain) {}

    /** Work held back until a time for nodes where it is cheaper by {@code savedGrams} gCO2e. */
    public record Held(ReadyWork work, Instant until, double savedGrams) {}
}
