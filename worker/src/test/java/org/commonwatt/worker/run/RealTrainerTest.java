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
            run.run().shutDown();
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

    private static LeaseGrant grant(Rig rig, int epochs, LeaseGrant.@Nullable CheckpointRef from) throws Exception {
        DatasetFile train = store(rig, "train.csv", 400, 1);
        DatasetFile heldOut = store(rig, "heldOut.csv", 100, 2);
        DatasetManifest dataset = new DatasetManifest(
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
        ObjectNode spec = (ObjectNode) JobSpecs.toJson(
                JobSpecs.read(String.format(SPEC, epochs).getBytes(StandardCharsets.UTF_8), SpecFormat.YAML));
        return Grants.grant(spec, dataset, from);
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
