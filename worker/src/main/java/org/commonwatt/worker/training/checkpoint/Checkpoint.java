package org.commonwatt.worker.training.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import org.commonwatt.worker.training.network.Network;
import org.commonwatt.worker.training.network.Parameter;
import org.commonwatt.worker.training.network.Snapshot;
import org.commonwatt.worker.training.network.Statistic;
import org.commonwatt.worker.training.optimizer.Update;
import org.commonwatt.worker.training.tensor.FlatVector;

/**
 * All that a run needs to go on as if it had never stopped, in one safetensors file: parameters, statistics, the
 * optimizer's carried vectors by the path of their parameter, the best network so far where the run looks for it, and a
 * {@link RunState}.
 */
public final class Checkpoint {

    private static final String STATE = "commonwatt.state";
    private static final JsonMapper JSON = JsonMapper.shared();

    private Checkpoint() {}

    /**
     * What a run stores beside its state.
     *
     * @param best the best network so far, or null where the run does not look for it
     */
    public record Content(
            Network network, Update update, @Nullable Snapshot best) {}

    /** Writes the file whole or not at all. */
    public static void write(Path file, RunState state, Content content) throws IOException {
        SortedMap<String, String> metadata = new TreeMap<>();
        metadata.put("commonwatt.format", "checkpoint-1");
        metadata.put(STATE, JSON.writeValueAsString(state));
        SafetensorsWriter.write(file, metadata, tensors(content));
    }

    /**
     * Reads where the run stands.
     *
     * @throws IOException when it can't be read or is no checkpoint
     */
    public static RunState state(Path file) throws IOException {
        try (SafetensorsFile in = SafetensorsFile.open(file)) {
            String state = in.metadata().get(STATE);
            if (state == null) {
                throw new IOException(file.getFileName() + " is not a checkpoint");
            }
            return JSON.readValue(state, RunState.class);
        } catch (JacksonException e) {
            throw new IOException(file.getFileName() + " holds an unreadable state: " + e.getOriginalMessage(), e);
        }
    }

    /**
     * Puts the file's arrays to where they belong.
     *
     * @throws IOException when it can't be read or belongs to another network
     */
    public static void restore(Path file, Content content) throws IOException {
        try (SafetensorsFile in = SafetensorsFile.open(file)) {
            for (NamedTensor tensor : tensors(content)) {
                in.read(tensor.name(), tensor.bytes());
            }
        }
    }

    private static List<NamedTensor> tensors(Content content) {
        Network network = content.network();
        List<NamedTensor> tensors = new ArrayList<>();
        List<Parameter> parameters = network.layout().parameters();
        for (Parameter parameter : parameters) {
            tensors.add(tensor("parameter/", parameter, network.values()));
        }
        for (Statistic statistic : network.layout().statistics()) {
            ByteBuffer bytes = network.of(statistic).bytes();
            tensors.add(new NamedTensor("statistic/" + statistic.path(), statistic.shape(), bytes));
        }
        for (Update.Slot slot : content.update().slots()) {
            for (Parameter parameter : parameters) {
                tensors.add(tensor("optimizer/" + slot.name() + "/", parameter, slot.values()));
            }
        }
        Snapshot best = content.best();
        if (best != null) {
            for (Parameter parameter : parameters) {
                tensors.add(tensor("best/parameter/", parameter, best.values()));
            }
            for (Statistic statistic : network.layout().statistics()) {
                ByteBuffer bytes = best.of(statistic).bytes();
                tensors.add(new NamedTensor("best/statistic/" + statistic.path(), statistic.shape(), bytes));
            }
        }
        return tensors;
    }

    private static NamedTensor tensor(String prefix, Parameter parameter, FlatVector flat) {
        return new NamedTensor(prefix + parameter.path(), parameter.shape(), ModelFile.part(parameter, flat));
    }
}
