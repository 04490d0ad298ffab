package org.commonwatt.worker.run;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

import org.commonwatt.protocol.dataset.DataFormat;
import org.commonwatt.protocol.dataset.DatasetFile;
import org.commonwatt.protocol.dataset.DatasetManifest;
import org.commonwatt.protocol.dataset.DatasetSplit;
import org.commonwatt.protocol.dataset.Target;
import org.commonwatt.protocol.lease.CheckpointCommit;
import org.commonwatt.protocol.lease.Completion;
import org.commonwatt.protocol.lease.Completion.Outcome;
import org.commonwatt.protocol.lease.LeaseGrant;
import org.commonwatt.protocol.lease.Release;
import org.commonwatt.protocol.lease.Report;
import org.commonwatt.protocol.spec.JobSpecs;
import org.commonwatt.protocol.spec.SpecFormat;
import org.commonwatt.worker.stub.StubService;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The trainer that ships, in its own process and sandbox, on a small table. */
class RealTrainerTest {

    private static final Duration SOON = Duration.ofSeconds(90);
    private static final String SPEC = """
            version: 1
            name: quadrants
            dataset: {ref: quadrants@1}
            model:
              type: sequential
              layers:
                - {type: dense, units: 16}
                - {type: activation, function: relu}
                - {type: dense, units: 2}
            loss: {type: softmaxCrossEntropy}
            optimizer: {type: adam, learningRate: 0.01}
            training: {epochs: %d, batchSize: 32, seed: 5}
            metrics: [accuracy]
            """;

    @TempDir
    Path data;

    @Test
    void a_job_is_stopped_resumed_from_its_checkpoint_and_finished() throws Exception {
        try (Rig rig = Rig.withRealTrainer(data)) {
            LeaseGrant first = grant(rig, 300, null);
            Rig.Started run = rig.start(first);
            await().atMost(SOON).until(() -> run.run().step() > 10);
            run.run().leave(Release.Reason.SHUTDOWN);
            assertThat(run.await()).isEqualTo(RunEnd.DONE);
            assertThat(rig.service.to("/release").getFirst().as(Release.class).energy())
                    .isNotNull();
            CheckpointCommit commit = rig.service.to("/checkpoints").getLast().as(CheckpointCommit.class);
            int size = Objects.requireNonNull(rig.service.stored(commit.sha256())).length;

            LeaseGrant second = grant(rig, 300, new LeaseGrant.CheckpointRef(commit.step(), commit.sha256(), size));
            int reportsBefore = rig.service.to("/metrics").size();
            assertThat(rig.start(second).end().get(120, java.util.concurrent.TimeUnit.SECONDS))
                    .isEqualTo(RunEnd.DONE);

            Completion completion = rig.service.to("/completion").getFirst().as(Completion.class);
            assertThat(completion.outcome()).isInstanceOf(Outcome.Trained.class);
            Outcome.Trained trained = (Outcome.Trained) completion.outcome();
            assertThat(trained.step()).isEqualTo(3_900);
            assertThat(trained.evaluation().get("accuracy")).isGreaterThan(0.9);
            assertThat(rig.service.stored(trained.model())).isNotEmpty();
            assertThat(rig.service.to("/metrics").stream()
                            .skip(reportsBefore)
                            .map(request -> request.as(Report.class))
                            .flatMap(report -> report.points().stream())
                            // A run that was stopped while it evaluated does that again first.
                            .filter(point -> point.split().equals("train"))
                            .mapToLong(point -> point.step()))
                    .isNotEmpty()
                    .allMatch(step -> step > commit.step());
        }
    }

    @Test
    void a_job_begins_with_the_model_that_another_left() throws Exception {
        try (Rig rig = Rig.withRealTrainer(data)) {
            Outcome.Trained first = trained(rig, grant(rig, 60, null));
            byte[] model = Objects.requireNonNull(rig.service.stored(first.model()));
            String reference = "job:0198c2f4-11d0-7abc-8def-001122334455";
            String spec = String.format(SPEC, 1)
                    .replace("type: sequential", "type: base\n  from: " + reference + "\n  cut: activation1")
                    .replace("    - {type: dense, units: 16}\n    - {type: activation, function: relu}\n", "");

            Outcome.Trained second = trained(
                    rig,
                    Grants.grant(
                            canonical(spec),
                            dataset(rig),
                            new LeaseGrant.BaseFile(reference, first.model(), model.length),
                            null));

            assertThat(second.step()).isEqualTo(13);
            String file =
                    new String(Objects.requireNonNull(rig.service.stored(second.model())), StandardCharsets.ISO_8859_1);
            // The model names what it began with by its bytes, not by the number that one service gave it.
            assertThat(file).contains("sha256:" + first.model()).doesNotContain("0198c2f4");
        }
    }

    /** On some virtual machines the engine divided by nought between these widths, forward or backward. */
    @Test
    void convolutions_and_products_of_the_widths_of_large_networks_end_no_process() throws Exception {
        try (Rig rig = Rig.withRealTrainer(data)) {
            String spec = String.format(SPEC, 1)
                    .replace("    - {type: dense, units: 16}\n", """
                                - {type: dense, units: 1024}
                                - {type: dense, units: 2048}
                                - {type: dense, units: 1024}
                                - {type: reshape, shape: [256, 2, 2]}
                                - {type: conv2d, filters: 1024, kernel: 1}
                                - {type: conv2d, filters: 512, kernel: 1, stride: 2}
                                - {type: flatten}
                            """)
                    .replace("batchSize: 32", "batchSize: 400");

            assertThat(trained(rig, Grants.grant(canonical(spec), dataset(rig), null))
                            .step())
                    .isEqualTo(1);
        }
    }

    private static Outcome.Trained trained(Rig rig, LeaseGrant grant) throws Exception {
        assertThat(rig.start(grant).end().get(120, java.util.concurrent.TimeUnit.SECONDS))
                .isEqualTo(RunEnd.DONE);
        Completion completion = rig.service.to("/completion").getLast().as(Completion.class);
        assertThat(completion.outcome()).isInstanceOf(Outcome.Trained.class);
        return (Outcome.Trained) completion.outcome();
    }

    private static LeaseGrant grant(Rig rig, int epochs, LeaseGrant.@Nullable CheckpointRef from) throws Exception {
        return Grants.grant(canonical(String.format(SPEC, epochs)), dataset(rig), from);
    }

    private static ObjectNode canonical(String spec) throws Exception {
        return (ObjectNode) JobSpecs.toJson(JobSpecs.read(spec.getBytes(StandardCharsets.UTF_8), SpecFormat.YAML));
    }

    private static DatasetManifest dataset(Rig rig) {
        DatasetFile train = store(rig, "train.csv", 400, 1);
        DatasetFile heldOut = store(rig, "heldOut.csv", 100, 2);
        return new DatasetManifest(
                "quadrants",
                1,
                "Points of the plane",
                null,
                "CC0-1.0",
                "made for a test",
                new DataFormat.Csv(
                        List.of("x", "y"), List.of("side"), ",", new Target.Classes(List.of("same", "other"))),
                Map.of(
                        "train", new DatasetSplit(400, List.of(train)),
                        "heldOut", new DatasetSplit(100, List.of(heldOut))));
    }

    private static DatasetFile store(Rig rig, String path, int examples, long seed) {
        Random random = new Random(seed);
        String rows = IntStream.range(0, examples)
                .mapToObj(row -> {
                    double x = random.nextDouble() - 0.5;
                    double y = random.nextDouble() - 0.5;
                    return x + "," + y + "," + (x * y > 0 ? "same" : "other");
                })
                .collect(Collectors.joining("\n", "x,y,side\n", "\n"));
        byte[] bytes = rows.getBytes(StandardCharsets.UTF_8);
        rig.service.store(StubService.sha256(bytes), bytes);
        return new DatasetFile(path, StubService.sha256(bytes), (long) bytes.length);
    }
}
