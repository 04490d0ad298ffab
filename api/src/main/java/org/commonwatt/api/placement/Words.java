package org.commonwatt.api.placement;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

import org.jspecify.annotations.Nullable;

import org.commonwatt.protocol.job.JobExplanation.Change;
import org.commonwatt.protocol.job.JobExplanation.Kind;
import org.commonwatt.protocol.job.JobExplanation.Reason;
import org.commonwatt.protocol.job.TimingView;
import org.commonwatt.scheduler.Fit;
import org.commonwatt.scheduler.OwnerLimit;
import org.commonwatt.scheduler.Refusal;

/** The planner's refusals as the interface says them. */
final class Words {

    private Words() {}

    /** @param timing the decision about the task's time, or null */
    static Reason reason(Fit.Reason found, @Nullable TimingView timing) {
        return new Reason(
                kind(found.refusal()),
                found.nodes(),
                found.sentence(),
                found.nearestChange(),
                found.change().stream().map(Words::change).toList(),
                found.gained(),
                until(found.refusal()),
                null,
                needed(found.refusal()),
                found.refusal() instanceof Refusal.OtherZone ? timing : null);
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
            case Refusal.LimitedByOwner it -> kind(it.limit());
            case Refusal.OtherZone it -> Kind.OTHER_ZONE;
            case Refusal.Busy it -> Kind.BUSY;
            case Refusal.BrokeTheTask it -> Kind.BROKE_THE_TASK;
            case Refusal.HeldForCheaper it -> Kind.HELD_FOR_CHEAPER;
        };
    }

    private static Kind kind(OwnerLimit limit) {
        return switch (limit) {
            case UNNAMED -> Kind.LIMITED_BY_OWNER;
            case HOURS -> Kind.OUTSIDE_HOURS;
            case IN_USE -> Kind.IN_USE;
            case BATTERY -> Kind.ON_BATTERY;
            case TRANSFER -> Kind.TRANSFER_SPENT;
            case PAUSED -> Kind.PAUSED_BY_OWNER;
            case FINISHING -> Kind.FINISHING;
            case UNCLEAR -> Kind.LIMITS_UNCLEAR;
        };
    }

    /** What a node says of its owner's limit, as a refusal. */
    static Refusal limited(org.commonwatt.protocol.node.OwnerLimit told) {
        OwnerLimit limit =
                switch (told.kind()) {
                    case PAUSED -> OwnerLimit.PAUSED;
                    case FINISHING -> OwnerLimit.FINISHING;
                    case UNCLEAR -> OwnerLimit.UNCLEAR;
                    case IN_USE -> OwnerLimit.IN_USE;
                    case BATTERY -> OwnerLimit.BATTERY;
                    case HOURS -> OwnerLimit.HOURS;
                    case TRANSFER -> OwnerLimit.TRANSFER;
                };
        return new Refusal.LimitedByOwner(limit, told.until());
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
        Instant until = refusal instanceof Refusal.HeldForCheaper held
                ? held.until()
                : refusal instanceof Refusal.LimitedByOwner limited ? limited.until() : null;
        return until == null ? null : until.truncatedTo(ChronoUnit.SECONDS);
    }
}
