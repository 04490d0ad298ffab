package org.commonwatt.worker.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import org.commonwatt.protocol.Rejected;
import org.commonwatt.protocol.dataset.DataFormat;
import org.commonwatt.protocol.dataset.DatasetFile;
import org.commonwatt.protocol.dataset.DatasetManifest;
import org.commonwatt.protocol.dataset.DatasetSplit;
import org.commonwatt.protocol.dataset.Target;
import org.commonwatt.protocol.spec.ActivationFunction;
import org.commonwatt.protocol.spec.DatasetRef;
import org.commonwatt.protocol.spec.DatasetUse;
import org.commonwatt.protocol.spec.JobSpec;
import org.commonwatt.protocol.spec.JobSpecs;
import org.commonwatt.protocol.spec.Layer;
import org.commonwatt.protocol.spec.Loss;
import org.commonwatt.protocol.spec.Metric;
import org.commonwatt.protocol.spec.Model;
import org.commonwatt.protocol.spec.Optimizer;
import org.commonwatt.protocol.spec.Resources;
import org.commonwatt.protocol.spec.Training;
import org.commonwatt.protocol.spec.Transform;
import org.commonwatt.worker.pipe.ToTrainer;
import org.commonwatt.worker.training.data.IdxFiles;

/** Small jobs with made-up data that are trained in a second or two. */
record Jobs(JobSpec spec, DatasetManifest dataset, Map<String, String> files) {

    /** Exclusive or, its four examples repeated: learned only by what has a hidden layer. */
    static Jobs exclusiveOr(Path folder, int epochs) throws IOException {
        StringBuilder text = new StringBuilder("a,b,c\n");
        for (int i = 0; i < 64; i++) {
            text.append(i & 1)
                    .append(',')
                    .append(i >> 1 & 1)
                    .append(',')
                    .append((i ^ i >> 1) & 1)
                    .append('\n');
        }
        Path file = Files.writeString(folder.resolve("xor.csv"), text);
        DataFormat format =
                new DataFormat.Csv(List.of("a", "b"), List.of("c"), ",", new Target.Classes(List.of("no", "yes")));
        DatasetManifest dataset = dataset(format, 64, 64, List.of("xor.csv"), List.of("xor.csv"));
        JobSpec spec = spec(
                List.of(
                        new Layer.Dense(null, 8, true),
                        new Layer.Activation(null, ActivationFunction.TANH),
                        new Layer.Dense(null, 2, true)),
                new Loss.SoftmaxCrossEntropy(0),
                new Optimizer.Adam(0.05, 0.9, 0.999, 1e-8),
                new Training(epochs, 16, 1, 1, Duration.ofHours(1)),
                List.of(Metric.ACCURACY));
        return new Jobs(spec, dataset, Map.of("xor.csv", file.toString()));
    }

    /**
     * Ten kinds of 12 × 12 images, each a bar in one of ten places under noise, and a convolutional network with dropout
     * and batch normalisation.
     */
    static Jobs bars(Path folder, int epochs) throws IOException {
        Map<String, String> files = new LinkedHashMap<>();
        bars(folder, "train", 480, 1, files);
        bars(folder, "heldOut", 200, 2, files);
        DataFormat format = new DataFormat.Idx(
                List.of(1, 12, 12), new Target.Classes(List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9")));
        DatasetManifest dataset = dataset(
                format,
                480,
                200,
                List.of("train-images.idx", "train-labels.idx"),
                List.of("heldOut-images.idx", "heldOut-labels.idx"));
        JobSpec spec = spec(
                List.of(
                        new Layer.Conv2d(null, 8, 3, 1, 1, true),
                        new Layer.BatchNorm(null, 1e-5, 0.9),
                        new Layer.Activation(null, ActivationFunction.RELU),
                        new Layer.MaxPool2d(null, 2, null, 0),
                        new Layer.Dropout(null, 0.25),
                        new Layer.Flatten(null),
                        new Layer.Dense(null, 10, true)),
                new Loss.SoftmaxCrossEntropy(0),
                new Optimizer.Adam(0.01, 0.9, 0.999, 1e-8),
                new Training(epochs, 32, 7, 1, Duration.ofHours(1)),
                List.of(Metric.ACCURACY));
        return new Jobs(spec, dataset, files);
    }

    private static void bars(Path folder, String split, int count, long seed, Map<String, String> files) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] pixels = new int[count * 144];
        int[] labels = new int[count];
        for (int i = 0; i < count; i++) {
            int label = random.nextInt(10);
            labels[i] = label;
            for (int p = 0; p < 144; p++) {
                int place = label < 5 ? p / 12 : p % 12;
                boolean bar = place / 2 == label % 5;
                pixels[i * 144 + p] = random.nextInt(130) + (bar ? 100 : 0);
            }
        }
        Path images = IdxFiles.bytes(folder.resolve(split + "-images.idx"), new int[] {count, 12, 12}, pixels);
        Path names = IdxFiles.bytes(folder.resolve(split + "-labels.idx"), new int[] {count}, labels);
        files.put(split + "-images.idx", images.toString());
        files.put(split + "-labels.idx", names.toString());
    }

    Jobs with(Optimizer optimizer) {
        return new Jobs(spec(layers(), spec.loss(), optimizer, spec.training(), spec.metrics()), dataset, files);
    }

    Jobs withoutMetrics(Loss loss) {
        return new Jobs(spec(layers(), loss, spec.optimizer(), spec.training(), List.of()), dataset, files);
    }

    Jobs with(Training training) {
        return new Jobs(spec(layers(), spec.loss(), spec.optimizer(), training, spec.metrics()), dataset, files);
    }

    /** The same job with other fields of {@code training}, as JSON without its braces; a null takes a field away. */
    Jobs training(String fields) throws Rejected {
        ObjectNode tree = (ObjectNode) JobSpecs.toJson(spec);
        ObjectNode training = (ObjectNode) tree.get("training");
        JsonMapper.shared().readTree("{" + fields + "}").properties().forEach(field -> {
            if (field.getValue().isNull()) {
                training.remove(field.getKey());
            } else {
                training.set(field.getKey(), field.getValue());
            }
        });
        return new Jobs(JobSpecs.fromJson(tree), dataset, files);
    }

    Jobs with(Model model) {
        return new Jobs(
                new JobSpec(
                        spec.version(),
                        spec.name(),
                        spec.description(),
                        spec.dataset(),
                        model,
                        spec.loss(),
                        spec.optimizer(),
                        spec.training(),
                        spec.metrics(),
                        spec.resources()),
                dataset,
                files);
    }

    Jobs transformed(Transform... transforms) {
        DatasetUse use = spec.dataset();
        return new Jobs(
                new JobSpec(
                        spec.version(),
                        spec.name(),
                        spec.description(),
                        new DatasetUse(use.ref(), use.train(), use.evaluation(), List.of(transforms), use.text()),
                        spec.model(),
                        spec.loss(),
                        spec.optimizer(),
                        spec.training(),
                        spec.metrics(),
                        spec.resources()),
                dataset,
                files);
    }

    /** With a file that the spec refers to. */
    Jobs and(String reference, String place) {
        Map<String, String> more = new LinkedHashMap<>(files);
        more.put(reference, place);
        return new Jobs(spec, dataset, more);
    }

    Jobs with(List<Layer> layers) {
        return new Jobs(spec(layers, spec.loss(), spec.optimizer(), spec.training(), spec.metrics()), dataset, files);
    }

    ToTrainer.Start start(Path workFolder) {
        return start(workFolder, null);
    }

    ToTrainer.Start start(Path workFolder, @Nullable String checkpoint) {
        return new ToTrainer.Start(
                JobSpecs.toJson(spec), dataset, files, workFolder.toString(), null, 2L << 30, checkpoint);
    }

    private List<Layer> layers() {
        return ((Model.Sequential) spec.model()).layers();
    }

    private static JobSpec spec(
            List<Layer> layers, Loss loss, Optimizer optimizer, Training training, List<Metric> metrics) {
        return new JobSpec(
                1,
                "test",
                null,
                new DatasetUse(new DatasetRef.Named("made-up", 1), "train", "heldOut", List.of(), null),
                new Model.Sequential(layers),
                loss,
                optimizer,
                training,
                metrics,
                new Resources(null, Duration.ofHours(1)));
    }

    private static DatasetManifest dataset(
            DataFormat format, long train, long held, List<String> trainFiles, List<String> heldFiles) {
        Map<String, DatasetSplit> splits = new LinkedHashMap<>();
        splits.put(
                "train",
                new DatasetSplit(train, trainFiles.stream().map(Jobs::file).toList()));
        splits.put(
                "heldOut",
                new DatasetSplit(held, heldFiles.stream().map(Jobs::file).toList()));
        return new DatasetManifest("made-up", 1, "Made up", null, "CC0-1.0", "made up", format, splits);
    }

    private static DatasetFile file(String path) {
        return new DatasetFile(path, "0".repeat(64), 1L);
    }
}
