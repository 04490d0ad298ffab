package org.commonwatt.api.lease;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.Test;

import org.commonwatt.api.Http.Answer;
import org.commonwatt.protocol.job.JobState;
import org.commonwatt.protocol.lease.Directive;
import org.commonwatt.protocol.lease.LeaseGrant;
import org.commonwatt.protocol.lease.Release;

import static org.assertj.core.api.Assertions.assertThat;

/** What may happen at once ends in one of the ways in which it could have happened one after another. */
class RaceTest {

    private static final int ROUNDS = 12;

    private final LeaseWorld world = LeaseWorld.empty();
    private final Holder node = world.node("attic");

    @Test
    void aCancellationACompletionAndAReportAtOnceEndInOneState() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            UUID jobId = world.submit();
            LeaseGrant lease = node.take();
            String model = node.upload("model " + round);
            List<Answer> answers = atOnce(
                    () -> world.submitter.put("/api/v1/jobs/" + jobId + "/cancellation"),
                    () -> node.trained(lease, model),
                    () -> node.report(lease, 1, Holder.loss(1, 0.5)));
            assertThat(answers).noneMatch(answer -> answer.status() >= 500);

            JobState state = world.job(jobId).state();
            assertThat(state).isIn(JobState.CANCELLED, JobState.SUCCEEDED);
            assertThat(answers.getFirst().status()).isEqualTo(state == JobState.CANCELLED ? 200 : 409);
            node.release(lease, Release.Reason.CANCELLED);
            assertThat(world.count("select count(*) from lease")).isZero();
            assertThat(world.count("select count(*) from ready_task")).isZero();
        }
    }

    @Test
    void aHolderThatComesBackAndANodeThatTakesTheWorkNeverBothHaveIt() throws Exception {
        Holder other = world.node("cellar");
        for (int round = 0; round < ROUNDS; round++) {
            UUID jobId = world.submit();
            LeaseGrant lease = node.take();
            world.passes(Duration.ofSeconds(61));
            world.sweep();

            List<Answer> answers = atOnce(() -> node.report(lease, 1, Holder.loss(1, 0.5)), other::ask);
            assertThat(answers).noneMatch(answer -> answer.status() >= 500);
            boolean revived = answers.getFirst().status() == 200;
            boolean taken = answers.getLast().status() == 200;
            assertThat(revived).isNotEqualTo(taken);
            assertThat(node.renew(lease).directive()).isEqualTo(revived ? Directive.CONTINUE : Directive.STALE);
            assertThat(world.job(jobId).state()).isEqualTo(JobState.RUNNING);
            world.cancel(jobId);
        }
    }

    @Test
    void anExpiryAndARenewalAtOnceLeaveTheLeaseWithItsHolder() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            UUID jobId = world.submit();
            LeaseGrant lease = node.take();
            world.passes(Duration.ofSeconds(61));
            atOnce(() -> node.report(lease, 1), () -> {
                world.sweep();
                return node.report(lease, 2);
            });
            assertThat(node.renew(lease).directive()).isEqualTo(Directive.CONTINUE);
            assertThat(world.job(jobId).state()).isEqualTo(JobState.RUNNING);
            assertThat(world.count("select count(*) from ready_task")).isZero();
            world.cancel(jobId);
        }
    }

    @Test
    void nodesThatWaitHoldNoConnectionToTheDatabase() throws Exception {
        int moreThanTheDatabaseLetsIn = 60;
        try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Answer>> waiting = new ArrayList<>();
            for (int number = 0; number < moreThanTheDatabaseLetsIn; number++) {
                String key = "waiting " + number;
                waiting.add(pool.submit(() -> node.ask(key, 30)));
            }
            WaitingRoom room = world.service.bean(WaitingRoom.class);
            Until.holds(() -> room.size() == moreThanTheDatabaseLetsIn);

            for (int job = 0; job < moreThanTheDatabaseLetsIn; job++) {
                world.submit();
            }
            List<UUID> jobs = new ArrayList<>();
            for (Future<Answer> answer : waiting) {
                jobs.add(answer.get().as(LeaseGrant.class).jobId());
            }
            assertThat(jobs).doesNotHaveDuplicates().hasSize(moreThanTheDatabaseLetsIn);
        }
    }

    @SafeVarargs
    private static List<Answer> atOnce(Callable<Answer>... calls) throws Exception {
        try (ExecutorService pool = Executors.newFixedThreadPool(calls.length)) {
            List<Answer> answers = new ArrayList<>();
            for (Future<Answer> answer : pool.invokeAll(List.of(calls))) {
                answers.add(answer.get());
            }
            return answers;
        }
    }
}
