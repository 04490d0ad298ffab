package org.commonwatt.api.lease;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import org.commonwatt.api.Http;
import org.commonwatt.api.account.TestAccounts;
import org.commonwatt.api.job.TestJobs;
import org.commonwatt.api.registry.TestDatasets;
import org.commonwatt.protocol.artifact.UploadView;
import org.commonwatt.protocol.job.CheckpointView;
import org.commonwatt.protocol.job.JobView;
import org.commonwatt.protocol.job.MetricPoint;
import org.commonwatt.protocol.lease.LeaseGrant;
import org.commonwatt.protocol.lease.Release;

import static org.assertj.core.api.Assertions.assertThat;

/** What is committed, what the next holder goes on from, and what is kept. */
class CheckpointTest {

    private final LeaseWorld world = LeaseWorld.empty();
    private final Holder first = world.node("attic");
    private final Holder second = world.node("cellar");

    @Test
    void anotherNodeGoesOnFromTheNewestCheckpointThatWasCommitted() {
        world.submit();
        LeaseGrant lease = first.take();
        byte[] state = "the state after ten steps".getBytes(StandardCharsets.UTF_8);
        assertThat(first.commit(lease, 10, uploadInPieces(first, state)).status())
                .isEqualTo(204);
        first.upload("the state after twenty steps, never committed");
        world.passes(Duration.ofSeconds(61));
        world.sweep();

        LeaseGrant next = second.take();

        assertThat(next.taskId()).isEqualTo(lease.taskId());
        assertThat(next.checkpoint())
                .isEqualTo(new LeaseGrant.CheckpointRef(10, TestDatasets.sha256(state), state.length));
        assertThat(second.http().get(artifact(state)).bytes()).isEqualTo(state);
        // Whoever may read bytes need not send them to have them in hand.
        assertThat(begin(second, state).complete()).isTrue();
        assertThat(second.commit(next, 10, TestDatasets.sha256(state)).status()).isEqualTo(204);
        assertThat(first.commit(lease, 20, TestDatasets.sha256(state)).problemName())
                .isEqualTo("lease-stale");
    }

    @Test
    void aCommitCanBeRepeatedAndNeedsBytesThatTheNodeBrought() {
        world.submit();
        LeaseGrant lease = first.take();
        String sha256 = first.upload("ten steps");

        assertThat(first.commit(lease, 10, sha256).status()).isEqualTo(204);
        assertThat(first.commit(lease, 10, sha256).status()).isEqualTo(204);

        assertThat(world.count("select count(*) from checkpoint")).isEqualTo(1);
        assertThat(first.commit(lease, 20, "0".repeat(64)).problemName()).isEqualTo("not-found");
        assertThat(world.count("select count(*) from checkpoint")).isEqualTo(1);
    }

    @Test
    void aDamagedCheckpointIsNotGoneOnFrom() throws IOException {
        UUID job = world.submit();
        LeaseGrant lease = first.take();
        first.commit(lease, 10, first.upload("ten steps"));
        byte[] newest = "twenty steps".getBytes(StandardCharsets.UTF_8);
        first.commit(lease, 20, first.upload("twenty steps"));
        Files.writeString(file(newest), "twenty stePs");
        assertThat(first.http().get(artifact(newest)).problemName()).isEqualTo("artifact-damaged");

        first.release(lease, Release.Reason.SHUTDOWN);

        assertThat(Objects.requireNonNull(second.take().checkpoint()).step()).isEqualTo(10);
        assertThat(checkpoints(job)).extracting(CheckpointView::damaged).containsExactly(true, false);
    }

    @Test
    void theNewestTheBestAndTheFirstOfEverySoManyStepsAreKept() {
        UUID job = submit("keepCheckpoints: {last: 1, best: 1, everySteps: 100}");
        LeaseGrant lease = first.take();
        Map<Long, Double> losses = Map.of(50L, 0.9, 120L, 0.8, 150L, 0.2, 210L, 0.5, 260L, 0.6, 290L, 0.7, 295L, 0.7);
        long sequence = 0;
        for (long step : losses.keySet().stream().sorted().toList()) {
            first.report(lease, ++sequence, loss(step, Objects.requireNonNull(losses.get(step))));
            first.commit(lease, step, first.upload("state " + step));
        }

        world.service.bean(Retention.class).dropPointless();
        world.service.bean(Retention.class).dropPointless();

        // The service keeps two of the newest in any case; 150 is the best, 120 and 210 are the first in their
        // hundreds.
        assertThat(checkpoints(job)).extracting(CheckpointView::step).containsExactly(295L, 290L, 210L, 150L, 120L);
        assertThat(checkpoints(job)).extracting(CheckpointView::loss).containsExactly(0.7, 0.7, 0.5, 0.2, 0.8);
    }

    @Test
    void aJobThatAsksForNothingKeepsTheNewestTwoAndNoneLongAfterItsEnd() {
        UUID job = world.submit();
        LeaseGrant lease = first.take();
        for (long step : List.of(1L, 2L, 3L)) {
            first.commit(lease, step, first.upload("state " + step));
        }
        world.service.bean(Retention.class).dropPointless();
        assertThat(checkpoints(job)).extracting(CheckpointView::step).containsExactly(3L, 2L);

        assertThat(first.trained(lease, first.upload("a model")).status()).isEqualTo(200);
        world.passes(Duration.ofDays(30).minusSeconds(1));
        world.service.bean(Retention.class).dropPointless();
        assertThat(checkpoints(job)).hasSize(2);
        world.passes(Duration.ofSeconds(2));
        world.service.bean(Retention.class).dropPointless();
        assertThat(checkpoints(job)).isEmpty();
    }

    @Test
    void theAccountThatSubmittedTheJobMayReadItsCheckpointsAndNobodyElse() {
        UUID job = world.submit();
        LeaseGrant lease = first.take();
        byte[] state = "ten steps".getBytes(StandardCharsets.UTF_8);
        first.commit(lease, 10, first.upload("ten steps"));
        Http stranger = world.anyone.as(TestAccounts.make(world.service).key());

        assertThat(checkpoints(job)).hasSize(1);
        assertThat(world.submitter.get(artifact(state)).bytes()).isEqualTo(state);
        assertThat(stranger.get("/api/v1/jobs/" + job + "/checkpoints").problemName())
                .isEqualTo("not-found");
        assertThat(stranger.get(artifact(state)).problemName()).isEqualTo("not-found");
    }

    @Test
    void aSpecThatWantsToKeepNoneOfTheNewestIsRefused() {
        Http.Answer answer =
                world.submitter.postText("/api/v1/jobs", "application/yaml", spec("keepCheckpoints: {last: 0}"));

        assertThat(Objects.requireNonNull(answer.problem().violations())
                        .getFirst()
                        .pointer())
                .isEqualTo("/training/keepCheckpoints/last");
    }

    private UUID submit(String training) {
        Http.Answer answer = world.submitter.postText("/api/v1/jobs", "application/yaml", spec(training));
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.as(JobView.class).id();
    }

    private static String spec(String training) {
        return TestJobs.SPEC.replace("seed: 1}", "seed: 1, " + training + "}");
    }

    private static MetricPoint loss(long step, double value) {
        return new MetricPoint(step, step / 2.0, "loss", "heldOut", value, Instant.now());
    }

    private List<CheckpointView> checkpoints(UUID job) {
        return world.submitter
                .get("/api/v1/jobs/" + job + "/checkpoints")
                .as(CheckpointView.Page.class)
                .items();
    }

    private static String uploadInPieces(Holder node, byte[] bytes) {
        begin(node, bytes);
        for (int from = 0; from < bytes.length; from += 10) {
            byte[] piece = Arrays.copyOfRange(bytes, from, Math.min(from + 10, bytes.length));
            Http.Answer answer = node.http()
                    .with(UploadView.OFFSET_HEADER, Integer.toString(from))
                    .send(
                            "PATCH",
                            artifact(bytes) + "/upload",
                            UploadView.MEDIA_TYPE,
                            BodyPublishers.ofByteArray(piece));
            assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        }
        return TestDatasets.sha256(bytes);
    }

    private static UploadView begin(Holder node, byte[] bytes) {
        return node.http()
                .with(UploadView.LENGTH_HEADER, Integer.toString(bytes.length))
                .put(artifact(bytes) + "/upload")
                .as(UploadView.class);
    }

    private Path file(byte[] bytes) {
        String sha256 = TestDatasets.sha256(bytes);
        return world.service.dataFolder().resolve("artifacts/" + sha256.substring(0, 2) + "/" + sha256);
    }

    private static String artifact(byte[] bytes) {
        return "/api/v1/artifacts/" + TestDatasets.sha256(bytes);
    }
}
