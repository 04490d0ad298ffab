package org.commonwatt.api.job;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import org.commonwatt.api.Http;
import org.commonwatt.api.Http.Answer;
import org.commonwatt.api.TestService;
import org.commonwatt.api.account.Scope;
import org.commonwatt.api.account.TestAccounts;
import org.commonwatt.api.account.TestAccounts.TestAccount;
import org.commonwatt.api.artifact.Sha256;
import org.commonwatt.api.job.Events.Event;
import org.commonwatt.api.lease.Until;
import org.commonwatt.api.registry.TestDatasets;
import org.commonwatt.protocol.job.LogLine;
import org.commonwatt.protocol.job.MetricPoint;
import org.commonwatt.protocol.job.MetricSeries;
import org.commonwatt.protocol.job.Progress;
import org.commonwatt.protocol.lease.Report;
import org.commonwatt.protocol.lifecycle.Moves;

import static org.assertj.core.api.Assertions.assertThat;

class JobFeedTest {

    private static final Instant AT = Instant.parse("2026-11-20T10:00:00Z");

    private final TestService service = TestService.shared();
    private final TestAccount account = TestAccounts.make(service);
    private final Http http = Http.to(service).as(account.key());
    private final UUID node = TestJobs.node(service, account);
    private UUID job = new UUID(0, 0);

    @BeforeEach
    void startAJob() {
        TestDatasets.publishPoints(http);
        job = TestJobs.submit(http).id();
        TestJobs.move(service, jobs -> jobs.started(job, node, Moves.NONE));
    }

    @Test
    void aStepThatIsMeasuredAgainReplacesTheOlderPoint() {
        report(1, List.of(loss(1, 2.5), loss(2, 2.0), loss(2, 1.9)), List.of());
        report(2, List.of(loss(2, 1.5), loss(3, 1.0)), List.of());

        MetricSeries series = onlySeries("");

        assertThat(series.points()).extracting(MetricPoint::step).containsExactly(1L, 2L, 3L);
        assertThat(series.points()).extracting(MetricPoint::value).containsExactly(2.5, 1.5, 1.0);
    }

    @Test
    void whatCannotBeKeptOfAReportIsLeftOutAndTheRestIsKept() {
        report(
                1,
                List.of(loss(1, Double.NaN), loss(2, Double.POSITIVE_INFINITY), loss(3, 1.0)),
                List.of(new LogLine(AT, "FATAL", "a\u0000b")));

        assertThat(onlySeries("").points()).extracting(MetricPoint::step).containsExactly(3L);
        LogLine.Page log = http.get(path("/logs")).as(LogLine.Page.class);
        assertThat(log.items()).extracting(LogLine.Stored::text).containsExactly("a\uFFFDb");
        assertThat(log.items()).extracting(LogLine.Stored::level).containsExactly("INFO");
    }

    @Test
    void aLongSeriesIsThinnedWithItsEndsAndItsSpikesKept() {
        for (int from = 1; from <= 30_000; from += 10_000) {
            report(
                    1 + from / 10_000,
                    LongStream.range(from, from + 10_000)
                            .mapToObj(n -> loss(n, n == 12_345 ? 99 : n == 23_456 ? -99 : 1 + 1.0 / n))
                            .toList(),
                    List.of());
        }

        MetricSeries series = onlySeries("?points=200");

        assertThat(series.total()).isEqualTo(30_000);
        assertThat(series.points()).hasSizeBetween(100, 202);
        assertThat(series.points()).extracting(MetricPoint::step).isSorted().doesNotHaveDuplicates();
        assertThat(series.points()).extracting(MetricPoint::step).contains(1L, 12_345L, 23_456L, 30_000L);
    }

    @Test
    void oneMetricOrOneSplitCanBeAskedForAlone() {
        report(
                1,
                List.of(
                        loss(1, 1),
                        new MetricPoint(1, 0.1, "loss", "heldOut", 2, AT),
                        new MetricPoint(1, 0.1, "accuracy", "heldOut", 0.5, AT)),
                List.of());

        assertThat(series("?name=loss")).hasSize(2);
        assertThat(series("?split=heldOut")).hasSize(2);
        assertThat(series("?name=accuracy&split=heldOut")).hasSize(1);
        assertThat(http.get(path("/metrics?points=1")).problemName()).isEqualTo("malformed-body");
    }

    @Test
    void ofMoreSeriesThanAnyRunMeasuresTheFirstAreTold() {
        report(
                1,
                IntStream.range(0, 600)
                        .mapToObj(n -> new MetricPoint(1, 0.1, "metric%03d".formatted(n), "train", n, AT))
                        .toList(),
                List.of());

        assertThat(series("?points=4"))
                .hasSize(500)
                .extracting(MetricSeries::name)
                .startsWith("metric000", "metric001");
        assertThat(series("?points=10000")).hasSize(50);
        assertThat(series("?name=metric599")).hasSize(1);
    }

    @Test
    void theLogIsReadPageByPage() {
        report(
                1,
                List.of(),
                IntStream.range(0, 5)
                        .mapToObj(n -> new LogLine(AT, "INFO", "line " + n))
                        .toList());

        LogLine.Page first = http.get(path("/logs?limit=3")).as(LogLine.Page.class);
        LogLine.Page second =
                http.get(path("/logs?limit=3&after=" + first.next())).as(LogLine.Page.class);

        assertThat(first.items()).extracting(LogLine.Stored::text).containsExactly("line 0", "line 1", "line 2");
        assertThat(second.items()).extracting(LogLine.Stored::text).containsExactly("line 3", "line 4");
        assertThat(second.next()).isNull();
    }

    /** Of a year of days all partitions would be planned, opened and locked at every look of everybody who follows. */
    @Test
    void aLookAtAJobComesUponNoDayButItsOwn() {
        report(1, List.of(loss(1, 2.5)), List.of(new LogLine(AT, "INFO", "one")));
        JobHistory history = service.bean(JobHistory.class);
        JdbcClient sql = service.bean(JdbcClient.class);
        String day = sql.sql("select to_char(created_on, 'YYYYMMDD') from job where id = ?")
                .param(job)
                .query(String.class)
                .single();

        List<String> locked = service.bean(TransactionTemplate.class).execute(status -> {
            sql.sql("set local plan_cache_mode = force_custom_plan").update();
            assertThat(history.after(job, history.beginning(job)).points()).hasSize(1);
            assertThat(history.log(job, 0, 10).items()).hasSize(1);
            assertThat(history.series(job, null, null, 4).series()).hasSize(1);
            assertThat(service.bean(Timelines.class).of(account.id(), job)).isPresent();
            return sql.sql("""
                            select relname from pg_locks join pg_class on pg_class.oid = relation
                            where pid = pg_backend_pid() and relispartition and relkind = 'r'
                            """).query(String.class).list();
        });

        assertThat(locked).isNotEmpty().allMatch(name -> name.endsWith(day));
    }

    @Test
    void aFollowerHearsTheStateFirstThenWhatIsReportedThenTheEnd() throws Exception {
        try (Events events = Events.of(service, account.key(), job, null)) {
            assertThat(state(events.next())).isEqualTo("RUNNING");

            report(1, List.of(loss(1, 2.5)), List.of(new LogLine(AT, "INFO", "hello")));
            List<Event> heard = until(events, "state");
            assertThat(heard).extracting(Event::name).containsExactly("metrics", "log", "state");
            assertThat(heard.get(0).body().at("/points/0/value").asDouble()).isEqualTo(2.5);
            assertThat(heard.get(1).body().at("/lines/0/text").asString()).isEqualTo("hello");
            assertThat(heard.get(2).body().at("/job/progress/step").asInt()).isEqualTo(1);

            succeed();
            List<Event> rest = events.rest();
            assertThat(state(rest.getLast())).isEqualTo("SUCCEEDED");
        }
    }

    @Test
    void whoComesBackHearsOnlyWhatTheyMissed() throws Exception {
        report(1, List.of(loss(1, 2.5)), List.of(new LogLine(AT, "INFO", "one")));
        String last;
        try (Events events = Events.of(service, account.key(), job, null)) {
            last = Objects.requireNonNull(until(events, "log").getLast().id());
        }
        report(2, List.of(loss(2, 2.0)), List.of(new LogLine(AT, "INFO", "two")));
        succeed();

        try (Events events = Events.of(service, account.key(), job, last)) {
            List<Event> heard = events.rest();
            assertThat(heard).extracting(Event::name).containsExactly("metrics", "log", "state");
            assertThat(heard.get(0).body().path("points")).hasSize(1);
            assertThat(heard.get(0).body().at("/points/0/step").asInt()).isEqualTo(2);
            assertThat(heard.get(1).body().at("/lines/0/text").asString()).isEqualTo("two");
        }
    }

    @Test
    void aFollowerOfMoreThanOneBatchHearsAllInOrderAndOnce() throws Exception {
        for (int start = 0; start < 1400; start += 200) {
            int first = start;
            report(
                    start + 1,
                    IntStream.range(first, first + 200)
                            .mapToObj(n -> loss(n, n))
                            .toList(),
                    IntStream.range(first, first + 100)
                            .mapToObj(n -> new LogLine(AT, "INFO", "line " + n))
                            .toList());
        }
        succeed();

        try (Events events = Events.of(service, account.key(), job, null)) {
            List<Long> steps = new ArrayList<>();
            int lines = 0;
            for (Event event : events.rest()) {
                event.body()
                        .path("points")
                        .forEach(point -> steps.add(point.path("step").asLong()));
                lines += event.body().path("lines").size();
            }
            assertThat(steps).hasSize(1400).isSorted().doesNotHaveDuplicates();
            assertThat(lines).isEqualTo(700);
        }
    }

    @Test
    void whatAnotherReplicaStoresIsHeardToo() throws Exception {
        try (TestService replica = TestService.start(service.databaseUrl(), service.dataFolder(), List.of());
                Events events = Events.of(replica, account.key(), job, null)) {
            assertThat(state(events.next())).isEqualTo("RUNNING");

            report(1, List.of(loss(1, 2.5)), List.of());

            assertThat(until(events, "metrics")).isNotEmpty();
        }
    }

    @Test
    void aPlaceToResumeAtThatWasNeverGivenIsRefused() {
        assertThat(http.with("Last-Event-ID", "x").get(path("/events")).problemName())
                .isEqualTo("malformed-body");
    }

    @Test
    void aStreamEndsSoonAfterItsReadersKeyWasRevoked() throws Exception {
        String key = TestAccounts.key(service, account.id(), EnumSet.of(Scope.SUBMIT));
        try (Events events = Events.of(service, key, job, null);
                Events others = Events.of(service, account.key(), job, null)) {
            assertThat(state(events.next())).isEqualTo("RUNNING");
            assertThat(state(others.next())).isEqualTo("RUNNING");

            TestAccounts.revoke(service, account, key);

            // Heartbeats keep a read from running out of time.
            assertThat(CompletableFuture.supplyAsync(events::rest))
                    .succeedsWithin(Duration.ofSeconds(30))
                    .isEqualTo(List.of());
            report(1, List.of(loss(1, 2.5)), List.of());
            assertThat(until(others, "metrics")).as("whose key holds").isNotEmpty();
        }
    }

    @Test
    void askingForTheHeadOfAStreamFollowsNothing() {
        Answer head = http.send("HEAD", path("/events"), "application/json", BodyPublishers.noBody());

        assertThat(head.status()).isEqualTo(200);
        assertThat(head.header("Content-Type")).startsWith("text/event-stream");
        assertThat(service.bean(JobWakes.class).isFollowed(job))
                .as("by nobody who would read")
                .isFalse();
    }

    @Test
    void nothingIsKeptOfAFollowerWhoLeft() throws Exception {
        JobWakes wakes = service.bean(JobWakes.class);
        try (Events events = Events.of(service, account.key(), job, null)) {
            assertThat(state(events.next())).isEqualTo("RUNNING");
            Until.holds(() -> wakes.isFollowed(job));
            succeed();
            events.rest();
        }
        Until.holds(() -> !wakes.isFollowed(job));

        try (Events events = Events.of(service, account.key(), job, null)) {
            assertThat(events.rest()).isNotEmpty();
        }
        Until.holds(() -> !wakes.isFollowed(job));
    }

    private void report(long sequence, List<MetricPoint> points, List<LogLine> logs) {
        long step = points.isEmpty() ? 0 : points.getLast().step();
        Progress progress = new Progress(step, 4, step / 2.0, 2, Double.NaN, 1.0, null, AT);
        TestJobs.record(
                service, records -> records.append(job, 1, new Report(1, sequence, progress, points, logs, null)));
    }

    private void succeed() {
        byte[] bytes = job.toString().getBytes(StandardCharsets.US_ASCII);
        String sha256 = TestDatasets.sha256(bytes);
        http.putBytes("/api/v1/artifacts/" + sha256, bytes);
        TestJobs.move(service, jobs -> TestJobs.succeed(jobs, job, node, Sha256.parse(sha256), Map.of()));
    }

    /** Events up to and including the first of a name. */
    private static List<Event> until(Events events, String name) {
        List<Event> heard = new ArrayList<>();
        for (Event event = events.next(); event != null; event = events.next()) {
            heard.add(event);
            if (event.name().equals(name) && (heard.size() > 1 || !name.equals("state"))) {
                return heard;
            }
        }
        throw new AssertionError("the stream ended before a " + name + ": " + heard);
    }

    private static String state(@Nullable Event event) {
        return Objects.requireNonNull(event).body().at("/job/state").asString();
    }

    private MetricSeries onlySeries(String query) {
        List<MetricSeries> series = series(query);
        assertThat(series).hasSize(1);
        return series.getFirst();
    }

    private List<MetricSeries> series(String query) {
        return http.get(path("/metrics" + query)).as(MetricSeries.Set.class).series();
    }

    private String path(String rest) {
        return "/api/v1/jobs/" + job + rest;
    }

    private static MetricPoint loss(long step, double value) {
        return new MetricPoint(step, step / 2.0, "loss", "train", value, AT);
    }
}
