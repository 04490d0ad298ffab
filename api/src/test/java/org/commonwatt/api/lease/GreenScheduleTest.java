package org.commonwatt.api.lease;

import java.util.UUID;

import org.junit.jupiter.api.Test;

import org.commonwatt.api.Http;
import org.commonwatt.api.TestService;
import org.commonwatt.api.account.TestAccounts;
import org.commonwatt.api.job.TestJobs;
import org.commonwatt.api.registry.TestDatasets;
import org.commonwatt.protocol.job.JobView;

import static org.assertj.core.api.Assertions.assertThat;

/** Rounds of decisions on a service's own thread. */
class GreenScheduleTest {

    @Test
    void newWorkThatMayWaitIsDecidedAboutAtOnceAndNotInTheNextRound() {
        try (TestService service = TestService.start("commonwatt.green.decide-every=10h")) {
            Http submitter = Http.to(service).as(TestAccounts.make(service).key());
            TestDatasets.publishPoints(submitter);
            String spec = TestJobs.longSpec(1000) + "schedule: {deferrable: true}\n";

            UUID jobId = submitter
                    .postText("/api/v1/jobs", "application/yaml", spec)
                    .as(JobView.class)
                    .id();

            Until.holds(() -> job(submitter, jobId).stateReason() != null);
            assertThat(job(submitter, jobId).stateReason()).startsWith("No machine that is here fits it");
        }
    }

    private static JobView job(Http submitter, UUID id) {
        return submitter.get("/api/v1/jobs/" + id).as(JobView.class);
    }
}
