package org.commonwatt.worker.client;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.jspecify.annotations.Nullable;

import org.commonwatt.protocol.lease.Completion;
import org.commonwatt.protocol.lease.Release;
import org.commonwatt.protocol.lease.Report;

/** Something that a run has for the service, written to disk before it is sent. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Delivery.Reported.class, name = "reported"),
    @JsonSubTypes.Type(value = Delivery.Checkpointed.class, name = "checkpointed"),
    @JsonSubTypes.Type(value = Delivery.Completed.class, name = "completed"),
    @JsonSubTypes.Type(value = Delivery.Released.class, name = "released")
})
public sealed interface Delivery {

    /** Measurements and log lines. */
    record Reported(Report report) implements Delivery {}

    /** A checkpoint to upload and commit; {@code file} is a name in the outbox. */
    record Checkpointed(long epoch, long step, String file) implements Delivery {}

    /** The end of the work; {@code model} is the name of the model's file in the outbox, or null where there is none. */
    record Completed(Completion completion, @Nullable String model) implements Delivery {}

    /** The task given back. */
    record Released(Release release) implements Delivery {}

    /** Whether nothing can follow. */
    default boolean isLast() {
        return switch (this) {
            case Completed completed -> true;
            case Released released -> true;
            case Reported reported -> false;
            case Checkpointed checkpointed -> false;
        };
    }
}
