package org.commonwatt.worker.training.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

import tools.jackson.databind.JsonNode;

import org.commonwatt.protocol.dataset.DatasetManifest;
import org.commonwatt.protocol.dataset.DatasetManifests;
import org.commonwatt.worker.training.network.Network;
import org.commonwatt.worker.training.network.Parameter;
import org.commonwatt.worker.training.network.Statistic;
import org.commonwatt.worker.training.tensor.FlatVector;

/**
 * The finished model as a safetensors file: each array under its layer's name, and as metadata what is needed to use it
 * (the layers, the transforms, the format of an input, the classes). Runs with the same bits give files with the same
 * bits: no time, no machine, no job is named.
 */
public final class ModelFile {

    private ModelFile() {}

    /**
     * Writes the file whole or not at all.
     *
     * @param spec the job spec in its canonical form
     */
    public static void write(Path file, JsonNode spec, DatasetManifest dataset, Network network) throws IOException {
        List<NamedTensor> tensors = new ArrayList<>();
        for (Parameter parameter : network.layout().parameters()) {
            tensors.add(new NamedTensor(parameter.path(), parameter.shape(), part(parameter, network.values())));
        }
        for (Statistic statistic : network.layout().statistics()) {
            ByteBuffer bytes = network.of(statistic).bytes();
            tensors.add(new NamedTensor(statistic.path(), statistic.shape(), bytes));
        }
        SafetensorsWriter.write(file, metadata(spec, dataset), tensors);
    }

    private static SortedMap<String, String> metadata(JsonNode spec, DatasetManifest dataset) {
        SortedMap<String, String> metadata = new TreeMap<>();
        // Arrays are laid out as PyTorch's own layers lay them out, which this key tells other readers.
        metadata.put("format", "pt");
        metadata.put("commonwatt.format", "model-1");
        metadata.put("commonwatt.model", spec.path("model").toString());
        metadata.put(
                "commonwatt.transforms", spec.path("dataset").path("transforms").toString());
        metadata.put(
                "commonwatt.input",
                DatasetManifests.toJson(dataset).path("format").toString());
        return metadata;
    }

    /** The bytes of one parameter in a vector laid out as the network's. */
    static ByteBuffer part(Parameter parameter, FlatVector flat) {
        int from = Math.toIntExact(parameter.offset() * Float.BYTES);
        int length = Math.toIntExact(parameter.size() * Float.BYTES);
        return flat.bytes().slice(from, length).order(ByteOrder.nativeOrder());
    }
}
