package org.commonwatt.api.job;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

import org.commonwatt.api.Http;
import org.commonwatt.api.TestService;
import org.commonwatt.api.account.TestAccounts;
import org.commonwatt.api.account.TestAccounts.TestAccount;
import org.commonwatt.api.artifact.Sha256;
import org.commonwatt.api.registry.TestDatasets;
import org.commonwatt.protocol.job.FailureKind;
import org.commonwatt.protocol.job.JobState;
import org.commonwatt.protocol.job.JobView;
import org.commonwatt.protocol.lifecycle.Moves;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class JobLifecycleTest {

    private final TestService service = TestService.shared();
    private final TestAccount account = TestAccounts.make(service);
    private final Http http = Http.to(service).as(account.key());
    private final UUID node = TestJobs.node(service, account);

    @BeforeEach
    void publishTheDataset() {
        TestDatasets.publishPoints(http);
    }

    @Test
    void aJobRunsGoesBackRunsAgainAndSucceedsWithItsModel() {
        UUID job = TestJobs.submit(http).id();
        byte[] bytes = "weights".getBytes(StandardCharsets.UTF_8);
        String model = TestDatasets.sha256(bytes);
        http.putBytes("/api/v1/artifacts/" + model, bytes);

        assertThat(move(jobs -> jobs.started(job, node, Moves.NONE))).isEqualTo(JobState.RUNNING);
        assertThat(move(jobs -> jobs.requeued(job, "the owner came back", Moves.NONE)))
                .isEqualTo(JobState.QUEUED);
        assertThat(view(job).stateReason()).isEqualTo("the owner came back");
        assertThat(http.get("/api/v1/jobs/" + job + "/model").problemName()).isEqualTo("model-not-ready");
        move(jobs -> jobs.started(job, node, Moves.NONE));
        assertThat(move(jobs -> TestJobs.succeed(jobs, job, node, Sha256.parse(model), Map.of("accuracy", 0.5))))
                .isEqualTo(JobState.SUCCEEDED);

        JobView view = view(job);
        assertThat(view.attempts()).isEqualTo(2);
        assertThat(view.evaluation()).isEqualTo(Map.of("accuracy", 0.5));
        assertThat(view.model()).isEqualTo(new JobView.ModelRef(model, bytes.length));
        assertThat(view.node()).extracting(JobView.NodeRef::id).isEqualTo(node);
        assertThat(view.startedAt()).isBefore(view.finishedAt());
        Http.Answer download = http.get("/api/v1/jobs/" + job + "/model");
        assertThat(download.bytes()).isEqualTo(bytes);
        assertThat(download.header("ETag")).isEqualTo("\"" + model + "\"");
        assertThat(download.header("Content-Disposition")).isEqualTo("attachment; filename=\"points.safetensors\"");
        assertThat(history(job)).containsExactly("SUBMIT", "TASK_CREATE", "START", "REQUEUE", "START", "SUCCEED");
    }

    @Test
    void aHolderWhoComesBackCountsNoFurtherAttempt() {
        UUID job = TestJobs.submit(http).id();
        move(jobs -> jobs.started(job, node, Moves.NONE));
        move(jobs -> jobs.requeued(job, "its node was silent", Moves.NONE));

        move(jobs -> jobs.revived(job, node, Moves.NONE));

        assertThat(view(job).attempts()).isEqualTo(1);
        assertThat(view(job).state()).isEqualTo(JobState.RUNNING);
        assertThat(view(job).stateReason()).isNull();
    }

    @Test
    void aFailedJobSaysWhyAndStaysFailed() {
        UUID job = TestJobs.submit(http).id();
        move(jobs -> jobs.started(job, node, Moves.NONE));

        move(jobs -> jobs.failed(job, FailureKind.NOT_FINITE, "the loss is \u0000 NaN at step 3", Moves.NONE));

        assertThat(view(job).failure())
                .isEqualTo(new JobView.Failure(FailureKind.NOT_FINITE, "the loss is \uFFFD NaN at step 3"));
        assertThat(move(jobs -> jobs.started(job, node, Moves.NONE))).isEqualTo(JobState.FAILED);
        assertThat(http.put("/api/v1/jobs/" + job + "/cancellation").problemName())
                .isEqualTo("state-conflict");
    }

    @Test
    void aCancelledJobIgnoresWhatItsNodeStillSends() {
        UUID job = TestJobs.submit(http).id();
        move(jobs -> jobs.started(job, node, Moves.NONE));

        assertThat(http.put("/api/v1/jobs/" + job + "/cancellation")
                        .as(JobView.class)
                        .state())
                .isEqualTo(JobState.CANCELLED);
        assertThat(http.put("/api/v1/jobs/" + job + "/cancellation").status()).isEqualTo(200);

        assertThat(move(jobs -> jobs.requeued(job, "late", Moves.NONE))).isEqualTo(JobState.CANCELLED);
        assertThat(history(job)).containsExactly("SUBMIT", "TASK_CREATE", "START", "TASK_CANCEL", "CANCEL");
    }

    @Test
    void whatTheTableDoesNotNameIsRefused() {
        UUID job = TestJobs.submit(http).id();

        assertThatThrownBy(() -> move(jobs -> jobs.requeued(job, "never started", Moves.NONE)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("can't REQUEUE from QUEUED");
        assertThatThrownBy(() -> move(jobs -> TestJobs.succeed(jobs, job, node, Sha256.of(new byte[32]), Map.of())))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("can't SUCCEED from QUEUED");
        assertThat(view(job).state()).isEqualTo(JobState.QUEUED);
    }

    private JobState move(java.util.function.Function<Jobs, JobState> transition) {
        return TestJobs.move(service, transition);
    }

    private JobView view(UUID job) {
        return http.get("/api/v1/jobs/" + job).as(JobView.class);
    }

    private List<String> history(UUID job) {
        return service.bean(JdbcClient.class)
                .sql("select type from job_event where job_id = ? order by seq")
                .param(job)
                .query(String.class)
                .list();
    }
}
