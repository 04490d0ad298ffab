package org.commonwatt.worker.pipe;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

import org.commonwatt.protocol.job.FailureKind;
import org.commonwatt.protocol.job.LogLine;
import org.commonwatt.protocol.job.MetricPoint;
import org.commonwatt.protocol.job.Progress;

/** A line on the trainer's standard output. Anything else that libraries print goes to its standard error. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = FromTrainer.Started.class, name = "started"),
    @JsonSubTypes.Type(value = FromTrainer.Measured.class, name = "measured"),
    @JsonSubTypes.Type(value = FromTrainer.Logged.class, name = "logged"),
    @JsonSubTypes.Type(value = FromTrainer.CheckpointWritten.class, name = "checkpointWritten"),
    @JsonSubTypes.Type(value = FromTrainer.Finished.class, name = "finished"),
    @JsonSubTypes.Type(value = FromTrainer.Stopped.class, name = "stopped"),
    @JsonSubTypes.Type(value = FromTrainer.Failed.class, name = "failed"),
    @JsonSubTypes.Type(value = FromTrainer.Predicted.class, name = "predicted")
})
public sealed interface FromTrainer {

    /** Data and network are ready; training begins at {@code step} with {@code threads} CPU threads. */
    record Started(long step, long totalSteps, int threads) implements FromTrainer {}

    /** New measurements, at least every 2 s or every step if a step is longer. */
    record Measured(Progress progress, List<MetricPoint> points) implements FromTrainer {}

    /** A line for the job's log. */
    record Logged(LogLine line) implements FromTrainer {}

    /** A checkpoint lies, whole and synced, in {@code file}; the trainer will not touch it again. */
    record CheckpointWritten(long step, String file) implements FromTrainer {}

    /** The run is complete; {@code model} is the safetensors file. The process ends with status 0. */
    record Finished(long step, String model, Map<String, Double> evaluation) implements FromTrainer {}

    /** The run was stopped as asked after {@code step}. The process ends with status 0. */
    record Stopped(long step) implements FromTrainer {}

    /** The run failed. The process ends with status 1. */
    record Failed(FailureKind kind, String message) implements FromTrainer {}

    /** What a model says to an input. The process ends with status 0. */
    record Predicted(Prediction prediction) implements FromTrainer {}
}
