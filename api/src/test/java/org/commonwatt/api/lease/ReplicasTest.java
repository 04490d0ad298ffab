package org.commonwatt.api.lease;

import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import org.commonwatt.api.Http;
import org.commonwatt.api.Http.Answer;
import org.commonwatt.api.TestDatabase;
import org.commonwatt.api.TestService;
import org.commonwatt.api.account.TestAccounts;
import org.commonwatt.api.fleet.Machine;
import org.commonwatt.api.job.TestJobs;
import org.commonwatt.api.registry.TestDatasets;
import org.commonwatt.protocol.job.JobState;
import org.commonwatt.protocol.job.JobView;
import org.commonwatt.protocol.lease.Directive;
import org.commonwatt.protocol.lease.LeaseGrant;

import static org.assertj.core.api.Assertions.assertThat;

/** Two services on one database and one store; a worker may speak to either. */
class ReplicasTest {

    @Test
    void workThatOneAcceptedReachesANodeThatWaitsAtTheOtherAndOutlivesTheFirst() throws Exception {
        String database = TestDatabase.newDatabase();
        Path folder = TestService.newFolder();
        try (TestService one = TestService.start(database, folder, List.of(), "commonwatt.lease.look-again=10m");
                TestService other = TestService.start(database, folder, List.of(), "commonwatt.lease.look-again=10m");
                ExecutorService pool = Executors.newSingleThreadExecutor()) {
            String key = TestAccounts.make(one).key();
            Http submitter = Http.to(one).as(key);
            TestDatasets.publishPoints(submitter);
            Holder node =
                    new Holder(Machine.join(Http.to(other), key, "attic", Machine.laptop(null)), Machine.laptop(null));
            Future<Answer> waiting = pool.submit(() -> node.ask("k", 40));
            Until.holds(() -> other.bean(WaitingRoom.class).size() == 1);

            UUID jobId = TestJobs.submit(submitter).id();
            LeaseGrant lease = waiting.get(30, TimeUnit.SECONDS).as(LeaseGrant.class);
            assertThat(lease.jobId()).isEqualTo(jobId);

            one.close();
            assertThat(node.renew(lease).directive()).isEqualTo(Directive.CONTINUE);
            assertThat(node.trained(lease, node.upload("a model")).status()).isEqualTo(200);
            assertThat(Http.to(other)
                            .as(key)
                            .get("/api/v1/jobs/" + jobId)
                            .as(JobView.class)
                            .state())
                    .isEqualTo(JobState.SUCCEEDED);
        }
    }

    @Test
    void oneMoreNodeThanMayWaitIsToldToComeBackAndOneThatWaitsIsSentAwayWhenTheServiceStops() throws Exception {
        try (TestService service = TestService.start("commonwatt.lease.most-waiting=1");
                ExecutorService pool = Executors.newSingleThreadExecutor()) {
            String key = TestAccounts.make(service).key();
            Holder node = new Holder(
                    Machine.join(Http.to(service), key, "attic", Machine.laptop(null)), Machine.laptop(null));
            Holder oneMore = new Holder(
                    Machine.join(Http.to(service), key, "cellar", Machine.laptop(null)), Machine.laptop(null));
            Future<Answer> waiting = pool.submit(() -> node.ask("k", 50));
            Until.holds(() -> service.bean(WaitingRoom.class).size() == 1);
            Answer full = oneMore.ask("k", 50);
            assertThat(full.status()).isEqualTo(204);
            assertThat(full.header("Retry-After")).isEqualTo("50");
            assertThat(service.bean(WaitingRoom.class).size()).isEqualTo(1);

            long began = System.nanoTime();
            service.close();
            assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began))
                    .as("long before the wait would have ended")
                    .isLessThan(30);
            assertThat(waiting.get(30, TimeUnit.SECONDS).status()).isEqualTo(204);
        }
    }
}
