package org.commonwatt.api.lease;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import org.commonwatt.api.Http.Answer;
import org.commonwatt.api.fleet.Machine;
import org.commonwatt.protocol.job.JobState;
import org.commonwatt.protocol.job.JobView;
import org.commonwatt.protocol.lease.LeaseGrant;

import static org.assertj.core.api.Assertions.assertThat;

class ClaimTest {

    private final LeaseWorld world = LeaseWorld.empty();

    @Test
    void aNodeThatAsksGetsTheWorkWithAllThatItNeeds() {
        UUID jobId = world.submit();
        Holder node = world.node("attic", Machine.laptop("NOR"));

        LeaseGrant lease = node.take();

        assertThat(lease.jobId()).isEqualTo(jobId);
        assertThat(lease.epoch()).isEqualTo(1);
        assertThat(lease.expiresAt())
                .isCloseTo(
                        world.now().plusSeconds(60),
                        org.assertj.core.api.Assertions.within(1, java.time.temporal.ChronoUnit.MILLIS));
        assertThat(lease.leaseSeconds()).isEqualTo(60);
        assertThat(lease.spec().get("name").asString()).isEqualTo("points");
        assertThat(lease.dataset().name()).isEqualTo("points");
        assertThat(lease.memoryBytes()).isPositive();
        assertThat(lease.checkpoint()).isNull();
        JobView job = world.job(jobId);
        assertThat(job.state()).isEqualTo(JobState.RUNNING);
        assertThat(job.attempts()).isEqualTo(1);
        assertThat(job.node()).isNotNull().satisfies(it -> assertThat(it.id()).isEqualTo(node.id()));
        assertThat(world.count("select count(*) from attempt where zone = 'NOR' and intensity = 30.08"))
                .isEqualTo(1);
    }

    @Test
    void withoutWorkTheAnswerIsEmptyAndSaysWhenToAskAgain() {
        Answer answer = world.node("attic").ask();
        assertThat(answer.status()).isEqualTo(204);
        assertThat(Integer.parseInt(String.valueOf(answer.header("Retry-After"))))
                .isPositive();
    }

    @Test
    void manyNodesThatRaceForOneTaskNeverBothGetIt() throws Exception {
        List<Holder> nodes = List.of(world.node("a"), world.node("b"), world.node("c"), world.node("d"));
        try (ExecutorService pool = Executors.newFixedThreadPool(nodes.size())) {
            for (int round = 0; round < 25; round++) {
                UUID jobId = world.submit();
                List<Callable<Answer>> asking =
                        nodes.stream().<Callable<Answer>>map(node -> node::ask).toList();
                List<Integer> statuses = new ArrayList<>();
                for (Future<Answer> answer : pool.invokeAll(asking)) {
                    statuses.add(answer.get().status());
                }
                assertThat(statuses).containsExactlyInAnyOrder(200, 204, 204, 204);
                assertThat(world.count("select count(*) from lease where job_id = ?", jobId))
                        .isEqualTo(1);
            }
        }
    }

    @Test
    void asManyNodesAsTasksGetOneTaskEach() throws Exception {
        List<Holder> nodes = new ArrayList<>();
        for (int number = 0; number < 6; number++) {
            nodes.add(world.node("node " + number));
            world.submit();
        }
        try (ExecutorService pool = Executors.newFixedThreadPool(nodes.size())) {
            List<Callable<Answer>> asking = nodes.stream()
                    .<Callable<Answer>>map(
                            node -> () -> node.ask(UUID.randomUUID().toString(), 10))
                    .toList();
            List<UUID> jobs = new ArrayList<>();
            for (Future<Answer> answer : pool.invokeAll(asking)) {
                jobs.add(answer.get().as(LeaseGrant.class).jobId());
            }
            assertThat(jobs).hasSize(6).doesNotHaveDuplicates();
        }
    }

    @Test
    void theSameKeyGetsTheSameLeaseHoweverOftenAndAtOnce() throws Exception {
        world.submit();
        world.submit();
        Holder node = world.node("attic");
        try (ExecutorService pool = Executors.newFixedThreadPool(4)) {
            List<Callable<Answer>> asking = new ArrayList<>();
            for (int copy = 0; copy < 4; copy++) {
                asking.add(() -> node.ask("one request", 5));
            }
            List<LeaseGrant> leases = new ArrayList<>();
            for (Future<Answer> answer : pool.invokeAll(asking)) {
                leases.add(answer.get().as(LeaseGrant.class));
            }
            assertThat(leases)
                    .extracting(LeaseGrant::id)
                    .containsOnly(leases.getFirst().id());
        }
        assertThat(node.ask("one request", 0).as(LeaseGrant.class).epoch()).isEqualTo(1);
        assertThat(world.count("select count(*) from lease")).isEqualTo(1);
    }

    @Test
    void aNodeThatWaitsIsCalledAsSoonAsThereIsWork() throws Exception {
        Holder node = world.node("attic");
        try (ExecutorService pool = Executors.newSingleThreadExecutor()) {
            Future<Answer> waiting = pool.submit(() -> node.ask("k", 40));
            untilSomebodyWaits();
            UUID jobId = world.submit();
            assertThat(waiting.get(20, TimeUnit.SECONDS).as(LeaseGrant.class).jobId())
                    .isEqualTo(jobId);
        }
    }

    @Test
    void aCallThatTheFirstCannotUseIsPassedOnToTheNext() throws Exception {
        Holder small = world.node("small", Machine.offer(1 << 20, null, 1));
        Holder large = world.node("large");
        try (ExecutorService pool = Executors.newFixedThreadPool(2)) {
            Future<Answer> smallWaits = pool.submit(() -> small.ask("k", 10));
            untilSomebodyWaits();
            Future<Answer> largeWaits = pool.submit(() -> large.ask("k", 40));
            untilWaiting(2);
            world.submit();
            assertThat(largeWaits.get(20, TimeUnit.SECONDS).status()).isEqualTo(200);
            assertThat(smallWaits.get(40, TimeUnit.SECONDS).status()).isEqualTo(204);
        }
    }

    @Test
    void aNodeThatTakesNoFurtherLeaseIsGivenNone() {
        world.submit();
        assertThat(world.node("busy", Machine.offer(8L << 30, null, 0)).ask().status())
                .isEqualTo(204);
    }

    @Test
    void workGoesToTheCleanerOfTwoFreeNodesAndWaitsForItOnlyAMoment() {
        world.submit();
        Holder dirty = world.node("dirty", Machine.laptop("POL"));
        Holder clean = world.node("clean", Machine.laptop("NOR"));
        assertThat(dirty.ask().status()).isEqualTo(204);
        assertThat(clean.ask().status()).isEqualTo(200);

        world.submit();
        Holder secondClean = world.node("clean too", Machine.laptop("NOR"));
        assertThat(dirty.ask().status()).isEqualTo(204);
        world.passes(Duration.ofSeconds(6));
        assertThat(dirty.ask().status()).isEqualTo(200);
        assertThat(secondClean.ask().status()).isEqualTo(204);
    }

    @Test
    void aClaimWithoutAKeyOrWithoutATokenOfANodeIsRefused() {
        Holder node = world.node("attic");
        assertThat(node.http()
                        .post("/api/v1/leases", new org.commonwatt.protocol.lease.LeaseRequest(node.capability(), 0))
                        .status())
                .isEqualTo(400);
        assertThat(world.submitter
                        .with("Idempotency-Key", "k")
                        .post("/api/v1/leases", new org.commonwatt.protocol.lease.LeaseRequest(node.capability(), 0))
                        .problemName())
                .isEqualTo("forbidden");
    }

    private void untilSomebodyWaits() {
        untilWaiting(1);
    }

    private void untilWaiting(int number) {
        Until.holds(() -> world.service.bean(WaitingRoom.class).size() == number);
    }
}
