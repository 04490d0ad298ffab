package org.commonwatt.api.placement;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import org.commonwatt.api.carbon.Intensities;
import org.commonwatt.protocol.node.Capability;
import org.commonwatt.scheduler.NodeOffer;
import org.commonwatt.scheduler.Placement;
import org.commonwatt.scheduler.Planner;
import org.commonwatt.scheduler.Stay;

/** Planning rounds: what the planner would hand to a node that asks now. */
@Component
public class Placements {

    private final Board board;
    private final QueueHeads heads;
    private final Planner planner;
    private final Intensities intensities;
    private final Availabilities availabilities;
    private final Clock clock;

    Placements(
            Board board,
            QueueHeads heads,
            Planner planner,
            Intensities intensities,
            Availabilities availabilities,
            Clock clock) {
        this.board = board;
        this.heads = heads;
        this.planner = planner;
        this.intensities = intensities;
        this.availabilities = availabilities;
        this.clock = clock;
    }

    /** A task of this class may be started from {@code availableAt} on; call it once that is committed. */
    public void ready(long workClass, Instant availableAt) {
        heads.added(workClass, availableAt);
        board.ready(workClass);
    }

    /** Another replica has work that this one can't know of: the next round looks again, from the queues' fronts. */
    public void foundElsewhere() {
        heads.forget();
        board.outdated();
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
        Instant now = clock.instant();
        // Of the picture's moment: a stay that shortens meanwhile must not put the node into another class than there.
        Stay stay = availabilities.stay(nodeId, picture.snapshot().now());
        NodeOffer node = Machines.offer(nodeId, capability, intensities, stay);
        Placement placement = planner.place(picture.snapshot().at(now), () -> picture.round(planner), node);
        List<Ranking.RankedClass> classes = placement.ranking().stream()
                .map(choice -> choice.work().workClass())
                .map(work -> new Ranking.RankedClass(work.id(), picture.others(nodeId, work, mostOthers)))
                .toList();
        return new Ranking(classes, earlier(placement.askAgainAt(), picture.backOffEnds()));
    }

    private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
        return Stream.of(one, other)
                .flatMap(Stream::ofNullable)
                .min(Instant::compareTo)
                .orElse(null);
    }
}
