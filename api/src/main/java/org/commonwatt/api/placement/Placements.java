package org.commonwatt.api.placement;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import org.commonwatt.api.carbon.Intensities;
import org.commonwatt.api.fleet.PresentNode;
import org.commonwatt.protocol.node.Capability;
import org.commonwatt.scheduler.Feasibility;
import org.commonwatt.scheduler.NodeOffer;
import org.commonwatt.scheduler.Placement;
import org.commonwatt.scheduler.Planner;
import org.commonwatt.scheduler.WorkNeed;

/** Planning rounds: what the planner would hand to a node that asks now. */
@Component
public class Placements {

    private final Board board;
    private final Planner planner;
    private final Intensities intensities;
    private final Clock clock;

    Placements(Board board, Planner planner, Intensities intensities, Clock clock) {
        this.board = board;
        this.planner = planner;
        this.intensities = intensities;
        this.clock = clock;
    }

    /** A task of this class became ready; call it once that is committed. */
    public void ready(long workClass) {
        board.ready(workClass);
    }

    /** Ranked work was not there: the next round looks again. */
    public void outdated() {
        board.outdated();
    }

    /**
     * Ranks ready work for a node.
     *
     * @param mostOthers how many other nodes to name for each class
     */
    public Ranking rank(UUID nodeId, Capability capability, int mostOthers) {
        Board.Picture picture = board.picture();
        NodeOffer node = Machines.offer(nodeId, capability, intensities);
        Placement placement = planner.place(picture.snapshot().at(clock.instant()), node);
        List<Ranking.RankedClass> classes = placement.ranking().stream()
                .map(choice -> choice.work().workClass())
                .map(work ->
                        new Ranking.RankedClass(work.id(), others(nodeId, work.need(), picture.nodes(), mostOthers)))
                .toList();
        return new Ranking(classes, earlier(placement.askAgainAt(), picture.backOffEnds()));
    }

    private static List<UUID> others(UUID asking, WorkNeed need, List<PresentNode> nodes, int most) {
        return nodes.stream()
                .filter(node -> !node.id().equals(asking))
                .filter(node -> Feasibility.fits(need, Machines.hardware(node.capability())))
                .map(PresentNode::id)
                .limit(most)
                .toList();
    }

    private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
        return Stream.of(one, other)
                .flatMap(Stream::ofNullable)
                .min(Instant::compareTo)
                .orElse(null);
    }
}
