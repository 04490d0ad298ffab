package org.commonwatt.api.lease;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.Test;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.transaction.support.TransactionTemplate;

import org.commonwatt.api.Http.Answer;
import org.commonwatt.api.artifact.Collecting;
import org.commonwatt.protocol.job.JobState;
import org.commonwatt.protocol.lease.Directive;
import org.commonwatt.protocol.lease.LeaseGrant;
import org.commonwatt.protocol.lease.Release;

import static org.assertj.core.api.Assertions.assertThat;

/** What may happen at once ends in one of the ways in which it could have happened one after another. */
class RaceTest {

    private static final int ROUNDS = 12;
    private static final String TAKE_JOB = "select count(*) from (select from job_state where ";

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
    void aHolderThatComesBackWithARenewalAndAReportAtOnceHasItsWorkBack() throws Exception {
        UUID jobId = world.submit();
        LeaseGrant lease = node.take();
        world.passes(Duration.ofSeconds(61));
        world.sweep();

        List<Object> answers = inTurnBehind(
                jobId, () -> node.report(lease, 1, Holder.loss(1, 0.5)).status(), () -> node.renew(lease)
                        .directive());

        assertThat(answers).containsExactly(200, Directive.CONTINUE);
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
    void aHolderThatComesBackJustAfterItsGraceEndedFindsItsWorkGoneAndThatIsReady() throws Exception {
        UUID jobId = world.submit();
        LeaseGrant lease = node.take();
        beyondTheGrace();

        List<Object> answers =
                inTurnBehind(jobId, this::sweep, () -> node.renew(lease).directive());

        assertThat(answers.getLast()).isEqualTo(Directive.STALE);
        assertThat(world.job(jobId).state()).isEqualTo(JobState.QUEUED);
        assertThat(world.count("select count(*) from lease")).isZero();
        assertThat(world.count("select count(*) from task where state = 'READY'"))
                .isEqualTo(1);
        assertThat(node.take().epoch()).isEqualTo(2);
    }

    @Test
    void aHolderThatComesBackJustBeforeItsGraceEndsKeepsItsWork() throws Exception {
        UUID jobId = world.submit();
        LeaseGrant lease = node.take();
        beyondTheGrace();

        List<Object> answers = inTurnBehind(
                jobId, () -> node.report(lease, 1, Holder.loss(1, 0.5)).status(), this::sweep);

        assertThat(answers.getFirst()).isEqualTo(200);
        assertThat(world.job(jobId).state()).isEqualTo(JobState.RUNNING);
        assertThat(node.renew(lease).directive()).isEqualTo(Directive.CONTINUE);
        assertThat(world.count("select count(*) from ready_task")).isZero();
        assertThat(node.trained(lease, node.upload("its model")).status()).isEqualTo(200);
    }

    /** The lease lapsed and its grace is over, but no sweep has seen that yet. */
    private void beyondTheGrace() {
        world.passes(Duration.ofSeconds(61));
        world.sweep();
        world.passes(Duration.ofMinutes(5).plusSeconds(1));
    }

    private Object sweep() {
        world.sweep();
        return "swept";
    }

    @Test
    void aModelThatIsCollectedWhileItIsDeliveredIsMissedBeforeAnythingEndsAndMayBeBroughtAgain() throws Exception {
        UUID jobId = world.submit();
        LeaseGrant lease = node.take();
        String model = node.upload("a model that lay about for too long");

        Answer answer = whileCollected(model, () -> node.trained(lease, model));

        assertThat(answer.status()).as(answer.text()).isEqualTo(404);
        assertThat(answer.problemName()).isEqualTo("not-found");
        assertThat(world.job(jobId).state()).isEqualTo(JobState.RUNNING);
        node.upload("a model that lay about for too long");
        assertThat(node.trained(lease, model).status()).isEqualTo(200);
        assertThat(world.job(jobId).state()).isEqualTo(JobState.SUCCEEDED);
    }

    @Test
    void aCheckpointThatIsCollectedWhileItIsCommittedIsMissedAndMayBeBroughtAgain() throws Exception {
        world.submit();
        LeaseGrant lease = node.take();
        String checkpoint = node.upload("a checkpoint that lay about for too long");

        Answer answer = whileCollected(checkpoint, () -> node.commit(lease, 5, checkpoint));

        assertThat(answer.status()).as(answer.text()).isEqualTo(404);
        node.upload("a checkpoint that lay about for too long");
        assertThat(node.commit(lease, 5, checkpoint).status()).isEqualTo(204);
    }

    @Test
    void aReportWhoseLeaseLapsesWhileItWaitsIsAnsweredAlsoWhereTheJobIsTakenMeanwhile() throws Exception {
        UUID jobId = world.submit();
        LeaseGrant lease = node.take();
        try (ExecutorService pool = Executors.newFixedThreadPool(2)) {
            List<Future<Answer>> reports = new ArrayList<>();
            List<Future<?>> others = new ArrayList<>();
            transactions().executeWithoutResult(status -> {
                takeJob(jobId);
                world.execute("update lease set lapsed = true where id = '" + lease.id() + "'");
                reports.add(pool.submit(() -> node.report(lease, 1)));
                Until.holds(() -> waits("report_sequence"));
                others.add(pool.submit(() -> takeJobAndThenLease(jobId, lease, reports.getFirst())));
                Until.holds(() -> waits(TAKE_JOB));
            });
            others.getFirst().get();
            assertThat(reports.getFirst().get().status())
                    .isEqualTo(node.report(lease, 2).status())
                    .isEqualTo(409);
        }
    }

    /**
     * Whoever first looks why it waits is broken off: that is the report, which waits for the job already, while this one takes
     * its time to look. The report may also have had the job before this one did, and then has its answer.
     */
    private void takeJobAndThenLease(UUID jobId, LeaseGrant lease, Future<?> report) {
        try {
            transactions().executeWithoutResult(status -> {
                world.execute("set local deadlock_timeout = '10 s'");
                takeJob(jobId);
                Until.holds(() -> report.isDone() || waits("from job_state where"));
                world.execute("update lease set step = step where id = '" + lease.id() + "'");
            });
        } catch (PessimisticLockingFailureException e) {
            // The report had looked before this one came upon the lease: then this one is broken off.
            assertThat(e).hasMessageContaining("deadlock");
        }
    }

    private void takeJob(UUID jobId) {
        world.count(TAKE_JOB + "job_id = ? for update) locked", jobId);
    }

    /** The collector has taken the bytes' row, and ends its transaction once the call has come upon that. */
    private Answer whileCollected(String sha256, Callable<Answer> call) throws Exception {
        try (ExecutorService pool = Executors.newSingleThreadExecutor()) {
            Future<Answer> answer = transactions().execute(status -> {
                Collecting.takeRow(world.service, sha256);
                Future<Answer> asked = pool.submit(call);
                Until.holds(() -> waiting() == 1);
                return asked;
            });
            return Objects.requireNonNull(answer).get();
        }
    }

    /** Lets calls come upon the job's lock one after the other before it is given free. */
    @SafeVarargs
    private List<Object> inTurnBehind(UUID jobId, Callable<Object>... calls) throws Exception {
        try (ExecutorService pool = Executors.newFixedThreadPool(calls.length)) {
            List<Future<Object>> answers = new ArrayList<>();
            transactions().executeWithoutResult(status -> {
                takeJob(jobId);
                for (Callable<Object> call : calls) {
                    answers.add(pool.submit(call));
                    Until.holds(() -> waiting() == answers.size());
                }
            });
            List<Object> told = new ArrayList<>();
            for (Future<Object> answer : answers) {
                told.add(answer.get());
            }
            return told;
        }
    }

    private TransactionTemplate transactions() {
        return world.service.bean(TransactionTemplate.class);
    }

    /** Within a transaction PostgreSQL goes on showing the sessions as they were at the first look. */
    private void lookAnew() {
        world.count("select count(*) from (select pg_stat_clear_snapshot() offset 0) cleared");
    }

    /** Whether a session that runs such a statement waits for somebody's lock. */
    private boolean waits(String statement) {
        lookAnew();
        return world.count(
                        "select count(*) from pg_stat_activity where datname = current_database()"
                                + " and wait_event_type = 'Lock' and strpos(query, ?) > 0",
                        statement)
                > 0;
    }

    /** Sessions of this database that wait for somebody's lock. */
    private long waiting() {
        lookAnew();
        return world.count("select count(*) from pg_stat_activity"
                + " where datname = current_database() and wait_event_type = 'Lock'");
    }

    @Test
    void aRemovedNodesJobsAreTakenInTheOrderInWhichEverybodyTakesThem() throws Exception {
        UUID first = world.submit();
        world.passes(Duration.ofMillis(1));
        UUID second = world.submit();
        List<LeaseGrant> leases = List.of(node.take(), node.take());
        assertThat(leases).extracting(LeaseGrant::jobId).containsExactly(first, second);
        // Where its row lies now, the first is found last.
        world.execute("update lease set step = step where job_id = '" + first + "'");
        try (ExecutorService pool = Executors.newSingleThreadExecutor()) {
            Future<Answer> removal = transactions().execute(status -> {
                takeJob(first);
                Future<Answer> asked =
                        pool.submit(() -> world.anyone.as(world.donorKey).delete("/api/v1/nodes/" + node.id()));
                Until.holds(() -> waiting() == 1);
                assertThat(world.count(TAKE_JOB + "job_id = ? for update skip locked) free", second))
                        .as("that the second job is free")
                        .isEqualTo(1);
                return asked;
            });
            assertThat(Objects.requireNonNull(removal).get().status()).isEqualTo(204);
        }
        assertThat(world.count("select count(*) from lease")).isZero();
    }

    @Test
    void nodesThatWaitHoldNoConnectionToTheDatabase() throws Exception {
        int moreThanTheDatabaseLetsIn = 60;
        try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Answer>> waiting = new ArrayList<>();
            for (int number = 0; number < moreThanTheDatabaseLetsIn; number++) {
                String key = "waiting " + number;
                waiting.add(pool.submit(() -> node.ask(key, 50)));
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
