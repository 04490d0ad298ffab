package org.commonwatt.api.placement;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

import org.jspecify.annotations.Nullable;

import org.commonwatt.protocol.job.JobExplanation.Change;
import org.commonwatt.protocol.job.JobExplanation.Kind;
import org.commonwatt.protocol.job.JobExplanation.Reason;
import org.commonwatt.scheduler.Fit;
import org.commonwatt.scheduler.Refusal;

/** The planner's refusals as the interface says them. */
final class Words {

    private Words() {}

    static Reason reason(Fit.Reason found) {
        return new Reason(
                kind(found.refusal()),
                found.nodes(),
                found.sentence(),
                found.nearestChange(),
                found.change().stream().map(Words::change).toList(),
                found.gained(),
                until(found.refusal()),
                null,
                needed(found.refusal()));
    }

    static String nodes(int count) {
        return count == 1 ? "1 node" : count + " nodes";
    }

    private static Change change(Refusal refusal) {
        return new Change(kind(refusal), missing(refusal), until(refusal));
    }

    private static Kind kind(Refusal refusal) {
        return switch (refusal) {
            case Refusal.TooLittleMemory it -> Kind.TOO_LITTLE_MEMORY;
            case Refusal.TooLittleDisk it -> Kind.TOO_LITTLE_DISK;
            case Refusal.Away it -> Kind.AWAY;
            case Refusal.Drained it -> Kind.DRAINED;
            case Refusal.LimitedByOwner it -> Kind.LIMITED_BY_OWNER;
            case Refusal.Busy it -> Kind.BUSY;
            case Refusal.BrokeTheTask it -> Kind.BROKE_THE_TASK;
            case Refusal.HeldForCheaper it -> Kind.HELD_FOR_CHEAPER;
        };
    }

    private static @Nullable Long needed(Refusal refusal) {
        if (refusal instanceof Refusal.TooLittleMemory memory) {
            return memory.needed();
        }
        return refusal instanceof Refusal.TooLittleDisk disk ? disk.needed() : null;
    }

    private static @Nullable Long missing(Refusal refusal) {
        if (refusal instanceof Refusal.TooLittleMemory memory) {
            return memory.needed() - memory.offered();
        }
        return refusal instanceof Refusal.TooLittleDisk disk ? disk.needed() - disk.offered() : null;
    }

    private static @Nullable Instant until(Refusal refusal) {
        return refusal instanceof Refusal.HeldForCheaper held ? held.until().truncatedTo(ChronoUnit.SECONDS) : null;
    }
}
