package org.commonwatt.cli.job;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import picocli.CommandLine;

import org.commonwatt.cli.stub.Samples;
import org.commonwatt.cli.stub.Screen;
import org.commonwatt.cli.stub.ServiceCommands;
import org.commonwatt.cli.stub.StubService;
import org.commonwatt.cli.terminal.OutputClosed;
import org.commonwatt.protocol.Json;
import org.commonwatt.protocol.Problem;
import org.commonwatt.protocol.artifact.Sha256;
import org.commonwatt.protocol.job.JobEvent;
import org.commonwatt.protocol.job.JobExplanation;
import org.commonwatt.protocol.job.JobState;
import org.commonwatt.protocol.job.JobView;
import org.commonwatt.protocol.job.LogLine;
import org.commonwatt.protocol.job.Timeline;

import static org.assertj.core.api.Assertions.assertThat;

class JobCommandsTest extends ServiceCommands {

    private static final String JOBS = "GET /api/v1/jobs";
    private static final String JOB = "GET /api/v1/jobs/" + Samples.ID;

    private static final String WISH = "PUT /api/v1/jobs/" + Samples.ID + "/checkpoint-request";

    /** Filters names as the service does: those that hold the text anywhere. */
    private void hasJobs(JobView... jobs) {
        stub.answer(JOBS, (asked, exchange) -> {
            String name = Stream.of(String.valueOf(asked.query()).split("&"))
                    .filter(part -> part.startsWith("name="))
                    .map(part -> part.substring("name=".length()))
                    .findFirst()
                    .orElse("");
            List<JobView> shown = Stream.of(jobs)
                    .filter(job -> job.name().contains(name.toLowerCase(Locale.ROOT)))
                    .toList();
            StubService.send(exchange, 200, "application/json", StubService.bytes(new JobView.Page(shown, null)));
        });
    }

    /** What a command fails with. */
    private static String fault(Callable<Integer> command, String... arguments) {
        StringBuilder said = new StringBuilder();
        int status = new CommandLine(command)
                .setExecutionExceptionHandler((thrown, line, parsed) -> {
                    said.append(thrown.getMessage());
                    return 1;
                })
                .execute(arguments);
        assertThat(status).isEqualTo(1);
        return said.toString();
    }

    @Test
    void jobsAreATableWithTheNewestFirst() {
        hasJobs(
                Samples.job(Samples.ID, "digits-cnn", JobState.RUNNING, Samples.progress(600, 2.4), null),
                Samples.job(new UUID(3, 4), "other", JobState.QUEUED, null, null));

        assertThat(run(new JobsCommand(screen.setting()))).isZero();
        assertThat(screen.out().lines())
                .containsExactly(
                        "ID             NAME        STATE    PROGRESS  ACCURACY  NODE   ENERGY  AGE",
                        "0198c2f4-11d0  digits-cnn  RUNNING  48 %      0.9712    attic  –       1 min 30 s",
                        "00000000-0000  other       QUEUED   –         –         attic  –       1 min 30 s");
    }

    @Test
    void jobsAsJsonAreOneObjectOnOneLine() {
        hasJobs(Samples.job(JobState.RUNNING));

        assertThat(run(new JobsCommand(screen.setting()), "--json", "--state", "RUNNING"))
                .isZero();
        assertThat(screen.out().lines()).hasSize(1);
        assertThat(screen.json().at("/items/0/id").asString()).isEqualTo(Samples.ID.toString());
        assertThat(stub.asked(JOBS).getFirst().query()).contains("state=RUNNING");
    }

    @Test
    void moreJobsThanAPageHoldsAreFetchedPageByPage() {
        stub.answer(JOBS, (asked, exchange) -> {
            boolean first = String.valueOf(asked.query()).equals("limit=200");
            StubService.send(
                    exchange,
                    200,
                    "application/json",
                    StubService.bytes(new JobView.Page(List.of(Samples.job(JobState.QUEUED)), first ? "next" : null)));
        });

        assertThat(run(new JobsCommand(screen.setting()), "--limit", "300", "--json"))
                .isZero();
        assertThat(stub.asked(JOBS))
                .extracting(StubService.Asked::query)
                .containsExactly("limit=200", "cursor=next&limit=200");
        assertThat(screen.json().at("/items").size()).isEqualTo(2);
    }

    @Test
    void aJobIsFoundByTheBeginningOfItsId() {
        hasJobs(Samples.job(JobState.RUNNING), Samples.job(new UUID(3, 4), "b", JobState.QUEUED, null, null));
        stub.json(JOB, 200, Samples.job(JobState.RUNNING));

        assertThat(run(new JobCommand(screen.setting()), "0198C2F4-11")).isZero();
        assertThat(screen.out()).contains("job        " + Samples.ID, "state      RUNNING", "node       attic");
    }

    @Test
    void aJobThatWaitsSaysWhyAndWhatWouldHelp() {
        JobExplanation.Reason memory = new JobExplanation.Reason(
                JobExplanation.Kind.TOO_LITTLE_MEMORY,
                2,
                "offers less than the 8 GiB of memory needed",
                "2 GiB less memory → 2 nodes",
                List.of(new JobExplanation.Change(JobExplanation.Kind.TOO_LITTLE_MEMORY, 2L << 30, null)),
                2,
                null,
                null,
                8L << 30,
                null);
        stub.json(JOB, 200, Samples.job(JobState.QUEUED));
        stub.json(
                JOB + "/explanation",
                200,
                new JobExplanation(JobState.QUEUED, "None of the 2 nodes can take it now.", 2, 0, List.of(memory)));

        assertThat(run(new JobCommand(screen.setting()), Samples.ID.toString())).isZero();
        assertThat(screen.out())
                .contains("None of the 2 nodes can take it now.\n"
                        + "  2 nodes: offers less than the 8 GiB of memory needed\n"
                        + "    would help: 2 GiB less memory → 2 nodes");

        assertThat(run(new JobCommand(screen.setting()), Samples.ID.toString(), "--json"))
                .isZero();
        assertThat(screen.out()).contains("\"explanation\":{\"state\":\"QUEUED\"", "\"name\":\"digits-cnn\"");
    }

    @Test
    void aNameThatTwoJobsHaveIsAskedBackWithBothIds() {
        hasJobs(Samples.job(JobState.RUNNING), Samples.job(new UUID(3, 4), "digits-cnn", JobState.FAILED, null, null));

        assertThat(fault(new JobCommand(screen.setting()), "digits-cnn"))
                .contains("more than one job", Samples.ID.toString(), new UUID(3, 4).toString());
    }

    @Test
    void aNameIsMeantAsAWhole() {
        hasJobs(
                Samples.job(JobState.RUNNING),
                Samples.job(new UUID(3, 4), "digits-mlp", JobState.QUEUED, null, null),
                Samples.job(new UUID(5, 6), "digits", JobState.QUEUED, null, null));
        UUID digits = new UUID(5, 6);
        stub.json("GET /api/v1/jobs/" + digits, 200, Samples.job(digits, "digits", JobState.RUNNING, null, null));

        assertThat(run(new JobCommand(screen.setting()), "digits")).isZero();
        assertThat(screen.out()).contains("job        " + digits);
    }

    @Test
    void aPartOfANameOrNothingAtAllCancelsNothing() {
        hasJobs(Samples.job(JobState.RUNNING));

        assertThat(fault(new CancelCommand(screen.setting()), "digits")).contains("There is no job 'digits'");
        assertThat(fault(new CancelCommand(screen.setting()), "")).contains("Which job?");
        assertThat(fault(new CancelCommand(screen.setting()), " ")).contains("Which job?");
        assertThat(stub.asked()).extracting(StubService.Asked::route).containsOnly(JOBS);
    }

    @Test
    void aNameIsLookedForOnEveryPage() {
        UUID digits = new UUID(5, 6);
        stub.answer(JOBS, (asked, exchange) -> {
            boolean first = !String.valueOf(asked.query()).contains("cursor=");
            JobView job =
                    first ? Samples.job(JobState.RUNNING) : Samples.job(digits, "digits", JobState.QUEUED, null, null);
            StubService.send(
                    exchange,
                    200,
                    "application/json",
                    StubService.bytes(new JobView.Page(List.of(job), first ? "next" : null)));
        });
        stub.json("GET /api/v1/jobs/" + digits, 200, Samples.job(digits, "digits", JobState.QUEUED, null, null));
        stub.json(
                "GET /api/v1/jobs/" + digits + "/explanation",
                200,
                new JobExplanation(JobState.QUEUED, "It is the next.", 1, 1, List.of()));

        assertThat(run(new JobCommand(screen.setting()), "digits")).isZero();
        assertThat(screen.out()).contains("job        " + digits);
    }

    @Test
    void cancellingTellsTheNewState() {
        hasJobs(Samples.job(JobState.RUNNING));
        stub.json("PUT /api/v1/jobs/" + Samples.ID + "/cancellation", 200, Samples.job(JobState.CANCELLED));

        assertThat(run(new CancelCommand(screen.setting()), "digits-cnn", "--json"))
                .isZero();
        assertThat(screen.json().at("/state").asString()).isEqualTo("CANCELLED");
    }

    @Test
    void aCheckpointIsAskedForAndTheJobToldAsItStands() {
        hasJobs(Samples.job(JobState.RUNNING));
        stub.answer(WISH, (asked, exchange) -> StubService.send(exchange, 204, "text/plain", new byte[0]));
        stub.json(JOB, 200, Samples.job(JobState.RUNNING));

        assertThat(run(new CheckpointCommand(screen.setting()), "digits-cnn")).isZero();
        assertThat(screen.out()).isEqualTo("digits-cnn " + Samples.ID + ": attic is asked for a checkpoint\n");
        assertThat(stub.asked(WISH)).hasSize(1);

        assertThat(run(new CheckpointCommand(screen.setting()), "digits-cnn", "--json"))
                .isZero();
        assertThat(screen.json().at("/state").asString()).isEqualTo("RUNNING");
    }

    @Test
    void aJobThatNoNodeWorksOnMakesNoCheckpoint() {
        hasJobs(Samples.job(JobState.QUEUED));
        stub.problem(
                WISH,
                new Problem(
                        "urn:commonwatt:problem:state-conflict",
                        "Not in this state",
                        409,
                        "No node works on job " + Samples.ID + " at this moment.",
                        null,
                        null));
        assertThat(fault(new CheckpointCommand(screen.setting()), "digits-cnn"))
                .contains("No node works on job " + Samples.ID);
        assertThat(screen.out()).isEmpty();
    }

    @Test
    void aLogIsPrintedToItsEnd() {
        stub.answer("GET /api/v1/jobs/" + Samples.ID + "/logs", (asked, exchange) -> {
            boolean first = String.valueOf(asked.query()).startsWith("after=0&");
            LogLine.Stored line =
                    new LogLine.Stored(first ? 7 : 9, Screen.NOW, first ? "INFO" : "ERROR", first ? "one" : "two");
            StubService.send(
                    exchange,
                    200,
                    "application/json",
                    StubService.bytes(new LogLine.Page(List.of(line), first ? 7L : null)));
        });

        assertThat(run(new LogsCommand(screen.setting()), Samples.ID.toString()))
                .isZero();
        assertThat(screen.out().lines())
                .containsExactly("2026-03-01T12:00:00Z INFO  one", "2026-03-01T12:00:00Z ERROR two");
    }

    @Test
    void aFollowedLogIsALineEachAsJsonAndTheJobLast() {
        stub.json("GET /api/v1/jobs/" + Samples.ID + "/logs", 200, new LogLine.Page(List.of(), null));
        events(
                new JobEvent.State(Samples.job(JobState.RUNNING)),
                new JobEvent.Log(List.of(new LogLine.Stored(1, Screen.NOW, "INFO", "one"))),
                new JobEvent.State(Samples.job(JobState.FAILED)));

        assertThat(run(new LogsCommand(screen.setting()), "-f", "--json", Samples.ID.toString()))
                .isEqualTo(1);
        assertThat(screen.out().lines()).hasSize(2).first().asString().contains("\"text\":\"one\"");
        assertThat(screen.json().at("/state").asString()).isEqualTo("FAILED");
    }

    private void events(JobEvent... events) {
        StringBuilder stream = new StringBuilder();
        for (int id = 0; id < events.length; id++) {
            String name =
                    switch (events[id]) {
                        case JobEvent.State state -> "state";
                        case JobEvent.Metrics metrics -> "metrics";
                        case JobEvent.Log log -> "log";
                    };
            stream.append("id: " + id + "\nevent: " + name + "\ndata: "
                            + Json.mapper().writeValueAsString(events[id]))
                    .append("\n\n");
        }
        stub.answer(
                "GET /api/v1/jobs/" + Samples.ID + "/events",
                (asked, exchange) -> StubService.send(
                        exchange,
                        200,
                        "text/event-stream",
                        stream.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    }

    @Test
    void aModelIsWrittenWholeOrNotAtAll() throws IOException {
        byte[] bytes = "safetensors".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        String sha256 = HexFormat.of().formatHex(Sha256.digest().digest(bytes));
        modelOf(bytes, sha256);

        assertThat(run(
                        new ModelCommand(screen.setting()),
                        Samples.ID.toString(),
                        "-o",
                        "out/net.safetensors",
                        "--json"))
                .isZero();
        assertThat(folder.resolve("out/net.safetensors")).hasBinaryContent(bytes);
        assertThat(screen.json().at("/model").asString())
                .isEqualTo(folder.resolve("out/net.safetensors").toString());

        modelOf(bytes, "0".repeat(64));
        assertThat(run(new ModelCommand(screen.setting()), Samples.ID.toString(), "-o", "out/damaged"))
                .isEqualTo(1);
        try (var files = Files.list(folder.resolve("out"))) {
            assertThat(files).containsExactly(folder.resolve("out/net.safetensors"));
        }
    }

    private void modelOf(byte[] bytes, String sha256) {
        JobView.ModelRef model = new JobView.ModelRef(sha256, bytes.length);
        stub.json(JOB, 200, Samples.job(Samples.ID, "digits-cnn", JobState.SUCCEEDED, null, model));
        stub.answer(
                JOB + "/model",
                (asked, exchange) -> StubService.send(exchange, 200, "application/octet-stream", bytes));
    }

    @Test
    void aJobWithoutAModelSaysHowToWaitForIt() {
        stub.json(JOB, 200, Samples.job(JobState.RUNNING));
        assertThat(fault(new ModelCommand(screen.setting()), Samples.ID.toString()))
                .contains("is RUNNING and has no model yet", "commonwatt logs -f");
    }

    @Test
    void detailsShowResultsEnergyAndFailure() {
        JobView base = Samples.job(JobState.FAILED);
        JobView job = new JobView(
                base.id(),
                base.name(),
                JobState.FAILED,
                "the trainer ended",
                base.dataset(),
                base.createdAt(),
                base.startedAt(),
                base.finishedAt(),
                2,
                Samples.progress(600, 2.4),
                base.node(),
                Map.of("accuracy", 0.5),
                null,
                new JobView.JobEnergy(
                        0.4217, org.commonwatt.protocol.lease.EnergyUse.Tier.D, 0.5, 0.2003, 475, null, "world"),
                new JobView.Failure(
                        org.commonwatt.protocol.job.FailureKind.NOT_FINITE, "the loss became NaN at step 7"),
                null);

        assertThat(JobText.details(job, Screen.NOW).lines())
                .contains(
                        "state      FAILED: the trainer ended",
                        "progress   epoch 2.4 of 5, step 600 of 1,250, 812 samples/s, loss 0.1234, accuracy 0.9712",
                        "energy     0.422 Wh ± 50 % (tier D)",
                        "carbon     0.200 gCO2e ± 50 % at 475 gCO2e/kWh (world)",
                        "failure    NOT_FINITE: the loss became NaN at step 7");
    }

    @Test
    void theTimelineSaysWhereTheJobWasWhyAndHowCleanElectricityWas() {
        Instant hour = Instant.parse("2026-03-01T10:00:00Z");
        Timeline timeline = new Timeline(
                hour,
                hour.plusSeconds(7200),
                List.of(
                        new Timeline.Span(
                                JobState.WAITING,
                                hour,
                                hour.plusSeconds(3600),
                                null,
                                "GBR",
                                "Waits for wind.",
                                null,
                                null,
                                null),
                        new Timeline.Span(
                                JobState.RUNNING,
                                hour.plusSeconds(3600),
                                null,
                                new JobView.NodeRef(new UUID(1, 2), "attic"),
                                "GBR",
                                "Runs: clean enough.",
                                null,
                                12.0,
                                1.2)),
                List.of(new Timeline.ZoneCurve(
                        "GBR",
                        "a test",
                        List.of(
                                new Timeline.Hour(hour, 300, false),
                                new Timeline.Hour(hour.plusSeconds(3600), 100, false)))));
        hasJobs(Samples.job(JobState.RUNNING));
        stub.json(JOB, 200, Samples.job(JobState.RUNNING));
        stub.json(JOB + "/timeline", 200, timeline);

        assertThat(run(new TimelineCommand(screen.setting()), Samples.ID.toString()))
                .isZero();

        assertThat(screen.out().lines())
                .anySatisfy(line -> assertThat(line).contains("1 h 0 min", "WAITING", "GBR"))
                .contains("1  Waits for wind.", "2  Runs: clean enough.")
                .anySatisfy(line -> assertThat(line).contains("so far", "RUNNING", "attic", "1.20"))
                .anySatisfy(line -> assertThat(line).contains("█▁", "100–300 gCO2e/kWh"));
    }

    @Test
    void aFollowedLogBeginsWithItsFirstLineAndComesOnce() {
        stub.answer("GET /api/v1/jobs/" + Samples.ID + "/logs", (asked, exchange) -> {
            boolean first = String.valueOf(asked.query()).startsWith("after=0&");
            LogLine.Stored line = new LogLine.Stored(first ? 1 : 7, Screen.NOW, "INFO", first ? "one" : "two");
            StubService.send(
                    exchange,
                    200,
                    "application/json",
                    StubService.bytes(new LogLine.Page(List.of(line), first ? 1L : null)));
        });
        events(
                new JobEvent.State(Samples.job(JobState.RUNNING)),
                new JobEvent.Log(List.of(
                        new LogLine.Stored(7, Screen.NOW, "INFO", "two"),
                        new LogLine.Stored(20_000, Screen.NOW, "INFO", "three"))),
                new JobEvent.State(Samples.job(JobState.SUCCEEDED)));

        assertThat(run(new LogsCommand(screen.setting()), "-f", Samples.ID.toString()))
                .isZero();
        assertThat(screen.out().lines().map(line -> line.substring(line.lastIndexOf(' ') + 1)))
                .containsExactly("one", "two", "three");
    }

    @Test
    void aFollowedLogEndsWhenNobodyReadsIt() {
        stub.json("GET /api/v1/jobs/" + Samples.ID + "/logs", 200, new LogLine.Page(List.of(), null));
        events(
                new JobEvent.Log(List.of(new LogLine.Stored(1, Screen.NOW, "INFO", "one"))),
                new JobEvent.State(Samples.job(JobState.SUCCEEDED)));
        CommandLine command = new CommandLine(new LogsCommand(screen.closed().setting()));
        List<Exception> thrown = new ArrayList<>();
        command.setExecutionExceptionHandler((exception, line, parsed) -> {
            thrown.add(exception);
            return 1;
        });

        assertThat(command.execute("-f", Samples.ID.toString())).isEqualTo(1);
        assertThat(thrown).singleElement().isInstanceOf(OutputClosed.class);
        assertThat(screen.err()).isEmpty();
    }

    @Test
    void aModelThatIsCutOffIsNoFaultOfTheFile() {
        JobView.ModelRef model = new JobView.ModelRef("0".repeat(64), 1000);
        stub.json(JOB, 200, Samples.job(Samples.ID, "digits-cnn", JobState.SUCCEEDED, null, model));
        stub.answer(JOB + "/model", (asked, exchange) -> {
            exchange.sendResponseHeaders(200, 1000);
            exchange.getResponseBody().write(new byte[10]);
            exchange.getResponseBody().flush();
        });

        assertThat(fault(new ModelCommand(screen.setting()), Samples.ID.toString(), "-o", "net.safetensors"))
                .isEqualTo("The connection broke before the whole model was here; nothing was written. Try again.");
        assertThat(folder).isEmptyDirectory();
    }
}
