package org.commonwatt.worker.training.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.commonwatt.protocol.Rejected;
import org.commonwatt.protocol.architecture.BaseModel;
import org.commonwatt.protocol.dataset.DatasetManifest;
import org.commonwatt.protocol.dataset.DatasetManifests;
import org.commonwatt.protocol.spec.JobSpec;
import org.commonwatt.protocol.spec.JobSpecs;
import org.commonwatt.worker.training.network.Network;
import org.commonwatt.worker.training.network.Parameter;
import org.commonwatt.worker.training.network.Statistic;
import org.commonwatt.worker.training.tensor.FlatVector;
import org.commonwatt.worker.training.text.TextCodec;

/**
 * The finished model as a safetensors file: each array under its layer's name, and as metadata what is needed to use it
 * (the spec and the dataset's manifest; by themselves the layers, the transforms, the format of an input and the
 * vocabulary). Runs with the same bits give files with the same bits: no time, no machine and no service's number of a
 * job is named.
 */
public final class ModelFile {

    private static final String SPEC = "commonwatt.spec";
    private static final String DATASET = "commonwatt.dataset";
    private static final String INPUT_TYPE = "commonwatt.inputType";

    private ModelFile() {}

    /** What a model was trained as and on. */
    public record Origin(JobSpec spec, DatasetManifest dataset) {}

    /**
     * How a model's inputs are read, beside what spec and dataset say.
     *
     * @param texts how texts become tokens, or null where the model has none to do with
     * @param type the type of the numbers that it was trained on, such as float32; null where they were bytes, or are said
     *     by the dataset's format
     */
    public record Inputs(
            @Nullable TextCodec texts, @Nullable String type) {}

    /**
     * Reads what a model was trained as.
     *
     * @throws IOException when the file can't be read or was not written by {@link #write}
     */
    public static Origin origin(Path file) throws IOException {
        try (SafetensorsFile in = SafetensorsFile.open(file)) {
            String spec = in.metadata().get(SPEC);
            String dataset = in.metadata().get(DATASET);
            if (spec == null || dataset == null) {
                throw new IOException(file.getFileName() + " does not say how it was trained: no model of ours");
            }
            return new Origin(
                    JobSpecs.fromJson(JsonMapper.shared().readTree(spec)),
                    DatasetManifests.fromJson(JsonMapper.shared().readTree(dataset)));
        } catch (JacksonException | Rejected e) {
            throw new IOException(file.getFileName() + " holds an unreadable spec: " + e.getMessage(), e);
        }
    }

    /**
     * Reads which layers a model has; null where it is no list of layers.
     *
     * @throws IOException when the file can't be read, or names layers unknown here
     */
    public static @Nullable BaseModel made(Path file) throws IOException {
        try (SafetensorsFile in = SafetensorsFile.open(file)) {
            String layers = in.metadata().get(BaseModel.KEY);
            return layers == null ? null : BaseModel.parse(layers);
        } catch (Rejected e) {
            throw new IOException(file.getFileName() + " names layers unknown here: " + e.getMessage(), e);
        }
    }

    /**
     * Puts the file's arrays into the network.
     *
     * @throws IOException when it can't be read or belongs to another network
     */
    public static void restore(Path file, Network network) throws IOException {
        try (SafetensorsFile in = SafetensorsFile.open(file)) {
            for (NamedTensor tensor : tensors(List.of(network))) {
                in.read(tensor.name(), tensor.bytes());
            }
        }
    }

    /**
     * Writes the file whole or not at all.
     *
     * @param spec the job spec in its canonical form
     * @param inputs how the model's inputs are read
     * @param model what the network is made of
     * @param parts the networks that the model's layers lie in, in order
     */
    public static void write(
            Path file, JsonNode spec, DatasetManifest dataset, Inputs inputs, BaseModel model, List<Network> parts)
            throws IOException {
        SafetensorsWriter.write(file, metadata(spec, dataset, inputs, model), tensors(parts));
    }

    private static List<NamedTensor> tensors(List<Network> parts) {
        List<NamedTensor> tensors = new ArrayList<>();
        for (Network network : parts) {
            for (Parameter parameter : network.layout().parameters()) {
                tensors.add(new NamedTensor(parameter.path(), parameter.shape(), part(parameter, network.values())));
            }
            for (Statistic statistic : network.layout().statistics()) {
                ByteBuffer bytes = network.of(statistic).bytes();
                tensors.add(new NamedTensor(statistic.path(), statistic.shape(), bytes));
            }
        }
        return tensors;
    }

    private static SortedMap<String, String> metadata(
            JsonNode spec, DatasetManifest dataset, Inputs inputs, BaseModel model) {
        SortedMap<String, String> metadata = new TreeMap<>();
        // Arrays are laid out as PyTorch's own layers lay them out, which this key tells other readers.
        metadata.put("format", "pt");
        metadata.put("commonwatt.format", "model-1");
        if (!model.layers().isEmpty()) {
            metadata.put(BaseModel.KEY, model.toText());
        }
        metadata.put(SPEC, spec.toString());
        metadata.put(DATASET, DatasetManifests.toJson(dataset).toString());
        metadata.put("commonwatt.model", spec.path("model").toString());
        metadata.put(
                "commonwatt.transforms", spec.path("dataset").path("transforms").toString());
        metadata.put(
                "commonwatt.input",
                DatasetManifests.toJson(dataset).path("format").toString());
        if (inputs.type() != null) {
            metadata.put(INPUT_TYPE, inputs.type());
        }
        TextCodec texts = inputs.texts();
        if (texts != null) {
            metadata.put("commonwatt.text", spec.path("dataset").path("text").toString());
            metadata.put("commonwatt.vocabulary", texts.toJson().toString());
        }
        return metadata;
    }

    /**
     * Reads how a model's texts become tokens.
     *
     * @return null when the model has nothing to do with texts
     * @throws IOException when the file can't be read or says it in a way that is not understood
     */
    public static @Nullable TextCodec texts(Path file) throws IOException {
        try (SafetensorsFile in = SafetensorsFile.open(file)) {
            String vocabulary = in.metadata().get("commonwatt.vocabulary");
            return vocabulary == null
                    ? null
                    : TextCodec.fromJson(JsonMapper.shared().readTree(vocabulary));
        } catch (JacksonException | IllegalArgumentException e) {
            throw new IOException(file.getFileName() + ": its vocabulary is damaged: " + e.getMessage(), e);
        }
    }

    /**
     * Reads the type of the numbers that a model was trained on; null where the file, which may be older, names none.
     *
     * @throws IOException when the file can't be read
     */
    public static @Nullable String inputType(Path file) throws IOException {
        try (SafetensorsFile in = SafetensorsFile.open(file)) {
            return in.metadata().get(INPUT_TYPE);
        }
    }

    /** The bytes of one parameter in a vector laid out as the network's. */
    static ByteBuffer part(Parameter parameter, FlatVector flat) {
        int from = Math.toIntExact(parameter.offset() * Float.BYTES);
        int length = Math.toIntExact(parameter.size() * Float.BYTES);
        return flat.bytes().slice(from, length).order(ByteOrder.nativeOrder());
    }
}
