package org.commonwatt.api.job;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.commonwatt.api.Http;
import org.commonwatt.api.Http.Answer;
import org.commonwatt.api.TestService;
import org.commonwatt.api.account.TestAccounts;
import org.commonwatt.api.registry.TestDatasets;
import org.commonwatt.protocol.job.JobState;
import org.commonwatt.protocol.job.JobView;

import static org.assertj.core.api.Assertions.assertThat;

class SubmissionTest {

    private static final String JOBS = "/api/v1/jobs";

    private final TestService service = TestService.shared();
    private final Http http = Http.to(service).as(TestAccounts.make(service).key());

    @BeforeEach
    void publishTheDataset() {
        TestDatasets.publishPoints(http);
    }

    @Test
    void aSpecBecomesAJobThatWaitsForANode() {
        Answer answer = http.postText(JOBS, "application/yaml", TestJobs.SPEC);

        JobView job = answer.as(JobView.class);
        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.header("Location")).isEqualTo(JOBS + "/" + job.id());
        assertThat(job.state()).isEqualTo(JobState.QUEUED);
        assertThat(job.dataset()).isEqualTo("points@1");
        assertThat(job.energy()).isNull();
        assertThat(http.get(JOBS + "/" + job.id()).as(JobView.class)).isEqualTo(job);
    }

    @Test
    void theSpecIsKeptExactlyAsSent() {
        String text = "# mine\n" + TestJobs.SPEC;
        UUID job =
                http.postText(JOBS, "application/yaml", text).as(JobView.class).id();

        Answer spec = http.get(JOBS + "/" + job + "/spec");

        assertThat(spec.text()).isEqualTo(text);
        assertThat(spec.header("Content-Type")).isEqualTo("application/yaml;charset=UTF-8");
    }

    @Test
    void theSameRequestWithTheSameKeyMakesOneJob() {
        Http keyed = http.with("Idempotency-Key", "a");

        JobView first = keyed.postText(JOBS, "application/yaml", TestJobs.SPEC).as(JobView.class);
        Answer repeat = keyed.postText(JOBS, "application/yaml", TestJobs.SPEC);

        assertThat(repeat.status()).isEqualTo(200);
        assertThat(repeat.as(JobView.class).id()).isEqualTo(first.id());
        assertThat(repeat.header("Location")).isEqualTo(JOBS + "/" + first.id());
    }

    @Test
    void anotherRequestWithTheSameKeyIsRefused() {
        Http keyed = http.with("Idempotency-Key", "b");
        keyed.postText(JOBS, "application/yaml", TestJobs.SPEC);

        assertThat(keyed.postText(JOBS, "application/yaml", TestJobs.SPEC.replace("epochs: 2", "epochs: 3"))
                        .problemName())
                .isEqualTo("idempotency-key-reused");
    }

    @Test
    void anotherAccountsKeyOfTheSameNameIsAnotherKey() {
        http.with("Idempotency-Key", "c").postText(JOBS, "application/yaml", TestJobs.SPEC);
        Http other = Http.to(service).as(TestAccounts.make(service).key());
        TestDatasets.publishPoints(other);

        assertThat(other.with("Idempotency-Key", "c")
                        .postText(JOBS, "application/yaml", TestJobs.SPEC)
                        .status())
                .isEqualTo(201);
    }

    @Test
    void requestsAtOnceWithOneKeyMakeOneJob() throws Exception {
        Http keyed = http.with("Idempotency-Key", "d");
        CountDownLatch start = new CountDownLatch(1);
        List<Future<Answer>> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(6)) {
            for (int i = 0; i < 6; i++) {
                answers.add(threads.submit(() -> {
                    start.await();
                    return keyed.postText(JOBS, "application/yaml", TestJobs.SPEC);
                }));
            }
            start.countDown();
        }

        List<Integer> statuses = new ArrayList<>();
        List<UUID> jobs = new ArrayList<>();
        for (Future<Answer> answer : answers) {
            statuses.add(answer.get().status());
            jobs.add(answer.get().as(JobView.class).id());
        }
        assertThat(statuses).containsOnlyOnce(201).containsOnly(200, 201);
        assertThat(jobs.stream().distinct()).hasSize(1);
    }

    @Test
    void jobsAreListedNewestFirstPageByPage() {
        List<UUID> submitted = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            submitted.addFirst(TestJobs.submit(http).id());
        }

        List<UUID> listed = new ArrayList<>();
        String path = JOBS + "?limit=2";
        List<Integer> sizes = new ArrayList<>();
        for (String next = path; next != null; ) {
            JobView.Page page = http.get(next).as(JobView.Page.class);
            page.items().forEach(job -> listed.add(job.id()));
            sizes.add(page.items().size());
            next = page.nextCursor() == null ? null : path + "&cursor=" + page.nextCursor();
        }

        assertThat(sizes).containsExactly(2, 2, 1);
        assertThat(listed).hasSameElementsAs(submitted).doesNotHaveDuplicates();
        assertThat(listed).isSortedAccordingTo((one, other) -> other.toString().compareTo(one.toString()));
    }

    @Test
    void theListIsFilteredByStateAndName() {
        UUID cancelled = TestJobs.submit(http).id();
        UUID queued = TestJobs.submit(http).id();
        http.put(JOBS + "/" + cancelled + "/cancellation");

        assertThat(ids(JOBS + "?state=CANCELLED")).containsExactly(cancelled);
        assertThat(ids(JOBS + "?state=CANCELLED&state=QUEUED")).containsExactlyInAnyOrder(queued, cancelled);
        assertThat(ids(JOBS + "?name=OINT&state=QUEUED")).containsExactly(queued);
        assertThat(ids(JOBS + "?name=nothing")).isEmpty();
        assertThat(http.get(JOBS + "?state=DONE").problemName()).isEqualTo("malformed-body");
        assertThat(http.get(JOBS + "?limit=0").problemName()).isEqualTo("malformed-body");
        assertThat(http.get(JOBS + "?cursor=x").problemName()).isEqualTo("malformed-body");
    }

    @Test
    void whoHasTheJobAlreadyIsToldThatNothingChanged() {
        UUID job = TestJobs.submit(http).id();
        Answer first = http.get(JOBS + "/" + job);
        Http again = http.with("If-None-Match", String.valueOf(first.header("ETag")));

        assertThat(again.get(JOBS + "/" + job).status()).isEqualTo(304);
        http.put(JOBS + "/" + job + "/cancellation");
        assertThat(again.get(JOBS + "/" + job).status()).isEqualTo(200);
    }

    @Test
    void anotherAccountsJobLooksAsIfThereWereNone() {
        UUID job = TestJobs.submit(http).id();
        Http other = Http.to(service).as(TestAccounts.make(service).key());

        for (String path : List.of("", "/spec", "/metrics", "/logs", "/events", "/model")) {
            assertThat(other.get(JOBS + "/" + job + path).problemName())
                    .as(path)
                    .isEqualTo("not-found");
        }
        assertThat(other.put(JOBS + "/" + job + "/cancellation").problemName()).isEqualTo("not-found");
        assertThat(ids(JOBS)).contains(job);
    }

    private List<UUID> ids(String path) {
        return http.get(path).as(JobView.Page.class).items().stream()
                .map(JobView::id)
                .toList();
    }
}
