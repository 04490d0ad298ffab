package org.commonwatt.worker.pipe;

import java.util.Map;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import org.commonwatt.protocol.dataset.DatasetManifest;

/** A line on the trainer's standard input. The end of that stream means that the daemon is gone: the trainer ends within 2 s. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ToTrainer.Start.class, name = "start"),
    @JsonSubTypes.Type(value = ToTrainer.Predict.class, name = "predict"),
    @JsonSubTypes.Type(value = ToTrainer.Checkpoint.class, name = "checkpoint"),
    @JsonSubTypes.Type(value = ToTrainer.Stop.class, name = "stop")
})
public sealed interface ToTrainer {

    /**
     * The first line of a run, and sent once.
     *
     * @param spec the job spec in its canonical form
     * @param dataset the manifest of its dataset
     * @param files where each file of the manifest lies, by its path in the manifest
     * @param workFolder the only folder that the trainer may write to
     * @param threads how many to compute with where neither the spec nor the checkpoint says, or null to try out what is
     *     fastest; that those two come first can't make a trainer use more processors than are lent, as the system sees to that
     * @param memoryBytes memory the trainer may use in all
     * @param checkpoint the checkpoint file to resume from, or null for a first start
     */
    record Start(
            JsonNode spec,
            DatasetManifest dataset,
            Map<String, String> files,
            String workFolder,
            @Nullable Integer threads,
            long memoryBytes,
            @Nullable String checkpoint)
            implements ToTrainer {}

    /**
     * The first line, instead of {@link Start}, for a trainer that uses a model; it answers with
     * {@link FromTrainer.Predicted} and ends.
     *
     * @param model the model's file
     * @param input what to look at
     * @param sampling how a text is continued, by models that do that
     */
    record Predict(String model, Input input, Sampling sampling) implements ToTrainer {}

    /**
     * How tokens are drawn, one after the other, from what a network expects next.
     *
     * @param tokens how many
     * @param temperature what the network's scores are divided by: below 1 the likelier tokens are drawn more often than it
     *     expects them; 0 always takes the likeliest
     * @param seed the same one draws the same tokens
     */
    record Sampling(int tokens, double temperature, long seed) {}

    /**
     * An input of a model: a file or a text, the other of which is null.
     *
     * @param file where it lies
     */
    record Input(@Nullable String file, @Nullable String text) {}

    /** Write a checkpoint after the step under way, and go on. */
    record Checkpoint() implements ToTrainer {}

    /** Stop after the step under way; {@code withCheckpoint} asks for a last checkpoint first. */
    record Stop(boolean withCheckpoint) implements ToTrainer {}
}
