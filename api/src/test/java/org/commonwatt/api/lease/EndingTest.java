package org.commonwatt.api.lease;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.commonwatt.api.Http.Answer;
import org.commonwatt.protocol.job.FailureKind;
import org.commonwatt.protocol.job.JobState;
import org.commonwatt.protocol.job.JobView;
import org.commonwatt.protocol.lease.Completion;
import org.commonwatt.protocol.lease.LeaseGrant;
import org.commonwatt.protocol.lease.Release;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

/** How leases end by their holders' word. */
class EndingTest {

    private final LeaseWorld world = LeaseWorld.empty();
    private final UUID jobId = world.submit();
    private final Holder node = world.node("attic");
    private final LeaseGrant lease = node.take();

    @Test
    void aTrainedModelMakesTheJobSucceedAndBelongsToItsOwner() {
        String model = node.upload("a model");
        Completion.Answer answer = node.trained(lease, model).as(Completion.Answer.class);

        assertThat(answer.job()).isEqualTo(JobState.SUCCEEDED);
        JobView job = world.job(jobId);
        assertThat(job.evaluation()).containsEntry("accuracy", 0.75);
        assertThat(Objects.requireNonNull(job.model()).sha256()).isEqualTo(model);
        assertThat(world.submitter.get("/api/v1/jobs/" + jobId + "/model").text())
                .isEqualTo("a model");
        assertThat(node.ask().status()).isEqualTo(204);
    }

    @Test
    void aCompletionThatComesAgainGetsTheSameAnswerAndChangesNothing() throws Exception {
        String model = node.upload("a model");
        List<Callable<Answer>> copies = new ArrayList<>();
        for (int copy = 0; copy < 4; copy++) {
            copies.add(() -> node.trained(lease, model));
        }
        try (ExecutorService pool = Executors.newFixedThreadPool(4)) {
            for (Future<Answer> answer : pool.invokeAll(copies)) {
                assertThat(answer.get().as(Completion.Answer.class).job()).isEqualTo(JobState.SUCCEEDED);
            }
        }
        Answer contradiction = node.failed(lease, FailureKind.SPEC, "no");
        assertThat(contradiction.as(Completion.Answer.class).job()).isEqualTo(JobState.SUCCEEDED);
        assertThat(world.job(jobId).state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(node.report(lease, 9).problemName()).isEqualTo("lease-stale");
    }

    @Test
    void aModelThatWasNotUploadedIsAskedForAndTheLeaseGoesOn() {
        assertThat(node.trained(lease, "0".repeat(64)).problemName()).isEqualTo("not-found");
        assertThat(node.trained(lease, "none").problemName()).isEqualTo("malformed-body");
        assertThat(node.trained(lease, node.upload("a model")).status()).isEqualTo(200);
    }

    @Test
    void anEvaluationOfMoreMetricsThanAnyRunHasIsRefusedAndTheLeaseGoesOn() {
        String model = node.upload("a model");
        Map<String, Double> metrics = IntStream.range(0, 1001).boxed().collect(toMap(n -> "metric" + n, n -> 0.5));

        var outcome = new Completion.Outcome.Trained(model, 4, metrics);
        Answer answer = node.http()
                .put("/api/v1/leases/" + lease.id() + "/completion", new Completion(lease.epoch(), outcome, null));

        assertThat(answer.problemName()).isEqualTo("malformed-body");
        assertThat(node.trained(lease, model).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @EnumSource(
            value = FailureKind.class,
            names = {"SPEC", "OUT_OF_MEMORY", "NOT_FINITE"})
    void whatWouldFailEverywhereFailsTheJobAtOnce(FailureKind kind) {
        assertThat(node.failed(lease, kind, "because")
                        .as(Completion.Answer.class)
                        .job())
                .isEqualTo(JobState.FAILED);
        JobView.Failure failure = Objects.requireNonNull(world.job(jobId).failure());
        assertThat(failure).isEqualTo(new JobView.Failure(kind, "because"));
    }

    @Test
    void aNodesFaultIsTriedAgainAfterABackOffOnANodeThatDidNotBreakIt() {
        Holder other = world.node("cellar");
        assertThat(node.failed(lease, FailureKind.NODE_FAULT, "it broke")
                        .as(Completion.Answer.class)
                        .job())
                .isEqualTo(JobState.QUEUED);
        assertThat(world.job(jobId).stateReason()).contains("it broke");
        assertThat(other.ask().status()).isEqualTo(204);

        world.passes(Duration.ofSeconds(11));
        assertThat(node.ask().status()).isEqualTo(204);
        assertThat(other.take().epoch()).isEqualTo(2);
    }

    @Test
    void whereThereIsNoOtherNodeTheSameOneTriesAgainUntilTheLimit() {
        LeaseGrant held = lease;
        for (int failure = 1; failure < 4; failure++) {
            node.failed(held, FailureKind.NODE_FAULT, "it broke");
            assertThat(world.job(jobId).state()).isEqualTo(JobState.QUEUED);
            world.passes(Duration.ofMinutes(11));
            held = node.take();
        }
        assertThat(node.failed(held, FailureKind.NODE_FAULT, "it broke")
                        .as(Completion.Answer.class)
                        .job())
                .isEqualTo(JobState.FAILED);
        JobView.Failure failure = Objects.requireNonNull(world.job(jobId).failure());
        assertThat(failure.kind()).isEqualTo(FailureKind.NODE_FAULT);
        assertThat(failure.message()).contains("4", "it broke");
    }

    @Test
    void aReleaseMakesTheWorkReadyAtOnceIsNoFailureAndMayComeAgain() {
        for (int owner = 0; owner < 6; owner++) {
            LeaseGrant held = owner == 0 ? lease : node.take();
            assertThat(node.release(held, Release.Reason.OWNER_RETURNED).status())
                    .isEqualTo(204);
            assertThat(node.release(held, Release.Reason.OWNER_RETURNED).status())
                    .isEqualTo(204);
            assertThat(world.job(jobId).state()).isEqualTo(JobState.QUEUED);
            assertThat(world.job(jobId).stateReason()).contains("owner");
        }
        assertThat(world.count("select max(failures) from task")).isZero();
        assertThat(node.take().epoch()).isEqualTo(7);
    }

    @Test
    void aNewHolderResumesFromTheLastCommittedCheckpoint() {
        String early = node.upload("early");
        String late = node.upload("late");
        assertThat(node.commit(lease, 10, early).status()).isEqualTo(204);
        assertThat(node.commit(lease, 20, late).status()).isEqualTo(204);
        assertThat(node.commit(lease, 20, late).status()).isEqualTo(204);
        assertThat(node.commit(lease, 30, "1".repeat(64)).problemName()).isEqualTo("not-found");
        node.release(lease, Release.Reason.SHUTDOWN);

        Holder next = world.node("cellar");
        LeaseGrant.CheckpointRef checkpoint = Objects.requireNonNull(next.take().checkpoint());
        assertThat(checkpoint).isEqualTo(new LeaseGrant.CheckpointRef(20, late, 4));
        assertThat(next.http().get("/api/v1/artifacts/" + late).text()).isEqualTo("late");
    }

    @Test
    void aCompletionAfterTheCancellationComesTooLate() {
        String model = node.upload("a model");
        world.cancel(jobId);
        assertThat(node.trained(lease, model).as(Completion.Answer.class).job()).isEqualTo(JobState.CANCELLED);
        assertThat(world.job(jobId).model()).isNull();
        assertThat(world.count("select count(*) from attempt where outcome = 'CANCELLED'"))
                .isEqualTo(1);
    }

    @Test
    void aCancelledJobThatWaitsIsHandedToNobody() {
        UUID waiting = world.submit();
        world.cancel(waiting);
        assertThat(world.node("cellar").ask().status()).isEqualTo(204);
    }
}
