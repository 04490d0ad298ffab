package org.commonwatt.scheduler;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

import org.jspecify.annotations.Nullable;

/** Why a node doesn't take a task, with the smallest change that would remove just this reason. */
public sealed interface Refusal {

    /** The trainer needs more memory than the node offers; both in bytes. */
    record TooLittleMemory(long needed, long offered) implements Refusal {}

    /** The data needs more disk than the node offers; both in bytes. */
    record TooLittleDisk(long needed, long offered) implements Refusal {}

    /** It was not heard from lately. */
    record Away() implements Refusal {}

    /** Its donor lets it end what it does and take nothing new. */
    record Drained() implements Refusal {}

    /** Its owner's limits let it take nothing at this moment, and until then where that is known. */
    record LimitedByOwner(OwnerLimit limit, @Nullable Instant until) implements Refusal {}

    /** It stands outside the zone that the task's green window was chosen in. */
    record OtherZone(String zone) implements Refusal {}

    /** It works on as much as it takes. */
    record Busy() implements Refusal {}

    /** It broke a run of this task, and another node that fits did not. */
    record BrokeTheTask() implements Refusal {}

    /** A node is free on which it costs so many gCO2e less; it is held back for that one until then. */
    record HeldForCheaper(Instant until, double savedGrams) implements Refusal {}

    /**
     * How far the node is from taking it, as a share: of a need "half of it is missing" is 0.5, and among what passes by
     * itself the quicker is the nearer.
     */
    default double gap() {
        return switch (this) {
            case TooLittleMemory memory -> missing(memory.needed(), memory.offered());
            case TooLittleDisk disk -> missing(disk.needed(), disk.offered());
            case HeldForCheaper held -> 0.01;
            case Busy busy -> 0.2;
            case BrokeTheTask broke -> 0.5;
            case LimitedByOwner limited -> limited.limit().gap();
            case OtherZone other -> 0.8;
            case Drained drained -> 0.9;
            case Away away -> 1;
        };
    }

    /** Whether a change of the task removes it, for all nodes at once; else it is up to the node. */
    default boolean isUpToTheTask() {
        return switch (this) {
            case TooLittleMemory memory -> true;
            case TooLittleDisk disk -> true;
            case Away away -> false;
            case Drained drained -> false;
            case LimitedByOwner limited -> false;
            case OtherZone other -> true;
            case Busy busy -> false;
            case BrokeTheTask broke -> false;
            case HeldForCheaper held -> false;
        };
    }

    /** The reason as a sentence about nodes, the same for all nodes that it rules out. */
    default String reason() {
        return switch (this) {
            case TooLittleMemory memory -> "offers less than the " + Bytes.words(memory.needed()) + " of memory needed";
            case TooLittleDisk disk -> "offers less than the " + Bytes.words(disk.needed()) + " of disk needed";
            case Away away -> "was not heard from lately";
            case Drained drained -> "is drained: its donor lets it take nothing new";
            case LimitedByOwner limited -> limited.limit().reason();
            case OtherZone other -> "stands outside the zone " + other.zone() + ", where the green window was chosen";
            case Busy busy -> "works on other tasks";
            case BrokeTheTask broke -> "broke a run of this task, and another node that fits did not";
            case HeldForCheaper held -> "would emit more than a node that is free; held back for that one for seconds";
        };
    }

    /** What would have to change for this node, in words. */
    default String change() {
        return switch (this) {
            case TooLittleMemory memory -> Bytes.words(memory.needed() - memory.offered()) + " less memory";
            case TooLittleDisk disk -> Bytes.words(disk.needed() - disk.offered()) + " less disk";
            case Away away -> "the node is heard from again";
            case Drained drained -> "its donor ends the draining";
            case LimitedByOwner limited ->
                limited.limit().change() + (limited.until() == null ? "" : " at " + seconds(limited.until()));
            case OtherZone other -> "its waiting is used up, after which any zone will do";
            case Busy busy -> "the node ends what it works on";
            case BrokeTheTask broke -> "the nodes that did not break it have had their turn";
            case HeldForCheaper held -> "waiting until " + seconds(held.until());
        };
    }

    private static Instant seconds(Instant moment) {
        return moment.truncatedTo(ChronoUnit.SECONDS);
    }

    private static double missing(long needed, long offered) {
        return (needed - offered) / (double) needed;
    }
}
