package org.commonwatt.protocol.lease;

import java.util.Map;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.jspecify.annotations.Nullable;

import org.commonwatt.protocol.job.FailureKind;
import org.commonwatt.protocol.job.JobState;

/**
 * {@code PUT /leases/{id}/completion}: the end of a lease's work; repeating it returns the stored answer.
 *
 * @param epoch the lease's epoch
 * @param outcome how it ended
 * @param energy energy of this lease, or null where unmeasured
 */
public record Completion(
        long epoch, Outcome outcome, @Nullable EnergyUse energy) {

    /** How a task's work ended. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Outcome.Trained.class, name = "trained"),
        @JsonSubTypes.Type(value = Outcome.Failed.class, name = "failed")
    })
    public sealed interface Outcome {

        /**
         * The model is trained and uploaded.
         *
         * @param model SHA-256 of its safetensors file
         * @param step optimizer steps done
         * @param evaluation final metrics on the evaluation split, by name
         */
        record Trained(String model, long step, Map<String, Double> evaluation) implements Outcome {}

        /** The run failed; {@code message} is a sentence for the job's owner. */
        record Failed(FailureKind kind, String message) implements Outcome {}
    }

    /** The answer: where the job stands after it. */
    public record Answer(JobState job) {}
}
