package org.commonwatt.cli.job;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.node.ObjectNode;

import org.commonwatt.cli.stub.Samples;
import org.commonwatt.cli.stub.Screen;
import org.commonwatt.cli.stub.StubService;
import org.commonwatt.cli.terminal.Failure;
import org.commonwatt.cli.terminal.ProblemText;
import org.commonwatt.protocol.Json;
import org.commonwatt.protocol.Problem;
import org.commonwatt.protocol.Rejected;
import org.commonwatt.protocol.architecture.BaseModel;
import org.commonwatt.protocol.artifact.ArtifactView;
import org.commonwatt.protocol.artifact.Sha256;
import org.commonwatt.protocol.dataset.DatasetFile;
import org.commonwatt.protocol.dataset.DatasetManifest;
import org.commonwatt.protocol.dataset.DatasetManifests;
import org.commonwatt.protocol.dataset.DatasetView;
import org.commonwatt.protocol.job.JobState;
import org.commonwatt.protocol.spec.DatasetRef;
import org.commonwatt.protocol.spec.JobSpecs;
import org.commonwatt.protocol.spec.Layer;
import org.commonwatt.protocol.spec.SpecFormat;

import static org.assertj.core.api.Assertions.assertThat;

class SubmitCommandTest {

    private static final String SPEC = """
            # what the author wrote stays
            version: 1
            name: wages
            dataset: {ref: "file:data", transforms: []}   # mine
            model: {type: sequential, layers: [{type: dense, units: 1}]}
            loss: {type: mse}
            optimizer: {type: adam}
            training: {epochs: 1, batchSize: 2}
            """;
    private static final String MANIFEST = """
            name: wages
            version: 3
            title: Wages
            licence: CC0-1.0
            source: a test
            format: {type: csv, inputs: [years], targets: [wage], target: {type: numbers, width: 1}}
            splits:
              train: {examples: 2, files: [{path: train.csv}]}
              heldOut: {examples: 1, files: [{path: held-out.csv}]}
            """;

    private final StubService stub = new StubService();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private Screen screen;

    @BeforeEach
    void makeSpecAndDataset() throws IOException {
        screen = new Screen(folder)
                .with("COMMONWATT_URL", stub.address().toString())
                .with("COMMONWATT_KEY", "cw_k");
        Files.createDirectories(folder.resolve("data"));
        Files.writeString(folder.resolve("wages.yaml"), SPEC);
        Files.writeString(folder.resolve("data/dataset.yaml"), MANIFEST);
        Files.writeString(folder.resolve("data/train.csv"), "years,wage\n1,10\n2,12\n");
        Files.writeString(folder.resolve("data/held-out.csv"), "years,wage\n3,14\n");
        stub.json("POST /api/v1/jobs", 201, Samples.job(JobState.QUEUED));
    }

    @AfterEach
    void close() {
        stub.close();
    }

    private int submit(String... more) {
        String[] arguments = new String[more.length + 1];
        arguments[0] = "wages.yaml";
        System.arraycopy(more, 0, arguments, 1, more.length);
        return new CommandLine(new SubmitCommand(screen.setting()))
                .setExecutionExceptionHandler((thrown, line, parsed) -> {
                    screen.setting()
                            .terminal()
                            .say(
                                    thrown instanceof Failure failure
                                            ? ProblemText.of(failure.problem())
                                            : thrown.toString());
                    return 1;
                })
                .execute(arguments);
    }

    private String sha256(String file) throws IOException {
        return Sha256.of(folder.resolve("data").resolve(file));
    }

    private void acceptUploads() throws IOException {
        for (String file : new String[] {"train.csv", "held-out.csv"}) {
            String sha256 = sha256(file);
            stub.answer("PUT /api/v1/artifacts/" + sha256, (asked, exchange) -> {
                String arrived = HexFormat.of().formatHex(Sha256.digest().digest(asked.body()));
                StubService.send(
                        exchange,
                        201,
                        "application/json",
                        StubService.bytes(new ArtifactView(arrived, asked.body().length)));
            });
        }
        stub.answer(
                "POST /api/v1/datasets",
                (asked, exchange) ->
                        StubService.send(exchange, 201, "application/json", StubService.bytes(view(asked.body()))));
    }

    private static DatasetView view(byte[] manifest) {
        try {
            DatasetManifest read = DatasetManifests.read(manifest, SpecFormat.JSON);
            return new DatasetView("wages@3", DatasetManifests.sha256(read), 1, Instant.EPOCH, read);
        } catch (Rejected e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aLocalDatasetIsUploadedPublishedAndReferredToByName() throws Exception {
        acceptUploads();

        assertThat(submit("--json")).isZero();

        DatasetManifest published = DatasetManifests.read(
                stub.asked("POST /api/v1/datasets").getFirst().body(), SpecFormat.JSON);
        assertThat(published.splits().values().stream().flatMap(split -> split.files().stream()))
                .containsExactlyInAnyOrder(
                        new DatasetFile("train.csv", sha256("train.csv"), 21L),
                        new DatasetFile("held-out.csv", sha256("held-out.csv"), 16L));
        StubService.Asked job = stub.asked("POST /api/v1/jobs").getFirst();
        assertThat(job.text()).isEqualTo(SPEC.replace("file:data", "wages@3"));
        assertThat(job.header("Content-Type")).isEqualTo("application/yaml");
        assertThat(screen.json().at("/id").asString()).isEqualTo(Samples.ID.toString());
        assertThat(screen.out().lines()).hasSize(1);
    }

    @Test
    void bytesThatAreThereAlreadyAreNotSentAgain() throws IOException {
        acceptUploads();
        stub.answer(
                "HEAD /api/v1/artifacts/" + sha256("train.csv"),
                (asked, exchange) -> exchange.sendResponseHeaders(200, -1));

        assertThat(submit()).isZero();
        assertThat(stub.asked("PUT /api/v1/artifacts/" + sha256("train.csv"))).isEmpty();
        assertThat(stub.asked("PUT /api/v1/artifacts/" + sha256("held-out.csv")))
                .hasSize(1);
    }

    @Test
    void aPublishedVersionIsUsedAndNotPublishedAgain() throws Exception {
        acceptUploads();
        assertThat(submit()).isZero();
        byte[] manifest = stub.asked("POST /api/v1/datasets").getFirst().body();
        stub.json("GET /api/v1/datasets/wages/3", 200, view(manifest));

        assertThat(submit()).isZero();
        assertThat(stub.asked("POST /api/v1/datasets")).hasSize(1);
        assertThat(stub.asked("POST /api/v1/jobs")).hasSize(2);

        Files.writeString(folder.resolve("data/train.csv"), "years,wage\n1,10\n2,13\n");
        assertThat(submit()).isEqualTo(1);
        assertThat(screen.err()).contains("Another wages@3 is already published", "a new version");
        assertThat(stub.asked("POST /api/v1/jobs")).hasSize(2);
    }

    @Test
    void aReferenceThatStandsTwiceInTheTextIsReplacedInTheCanonicalForm() throws Exception {
        Files.writeString(folder.resolve("wages.yaml"), SPEC.replace("# mine", "# see file:data"));
        acceptUploads();

        assertThat(submit()).isZero();
        StubService.Asked job = stub.asked("POST /api/v1/jobs").getFirst();
        assertThat(job.header("Content-Type")).isEqualTo("application/json");
        assertThat(JobSpecs.read(job.body(), SpecFormat.JSON).dataset().ref())
                .isEqualTo(new DatasetRef.Named("wages", 3));
    }

    @Test
    void mistakesAreShownWithLineAndSuggestionAndNothingIsSent() throws IOException {
        Files.writeString(folder.resolve("wages.yaml"), SPEC.replace("units: 1", "unit: 1"));

        assertThat(submit()).isEqualTo(1);
        assertThat(screen.err()).contains("wages.yaml has", "line 5", "/model/layers/0", "did you mean");
        assertThat(stub.asked()).isEmpty();
    }

    @Test
    void missingFilesAreNamed() throws IOException {
        Files.delete(folder.resolve("data/train.csv"));
        assertThat(submit()).isEqualTo(1);
        assertThat(screen.err()).contains("A file of the dataset wages@3 cannot be read", "train.csv");

        Files.delete(folder.resolve("wages.yaml"));
        assertThat(submit()).isEqualTo(1);
        assertThat(screen.err()).contains("The spec cannot be read: there is no");
    }

    @Test
    void aDryRunOfALocalDatasetAsksNobody() {
        assertThat(submit("--dry-run", "--json")).isZero();
        assertThat(screen.json().path("work").path("parameters").asLong()).isEqualTo(2);
        assertThat(stub.asked()).isEmpty();
    }

    @Test
    void aPreparedDatasetThatTheServiceLacksIsPublishedOnTheWay() throws IOException {
        acceptUploads();
        Path prepared = Files.createDirectories(folder.resolve(".local/share/commonwatt/datasets/wages"));
        Files.move(folder.resolve("data"), prepared.resolve("3"));
        stub.answer("POST /api/v1/jobs", (asked, exchange) -> {
            boolean known = !stub.asked("POST /api/v1/datasets").isEmpty();
            Problem unknown = new Problem(
                    "urn:commonwatt:problem:dataset-not-found", "Unknown", 422, "Not published here.", null, null);
            StubService.send(
                    exchange,
                    known ? 201 : 422,
                    known ? "application/json" : "application/problem+json",
                    StubService.bytes(known ? Samples.job(JobState.QUEUED) : unknown));
        });

        assertThat(submitPublished("--json")).isZero();
        assertThat(stub.asked("POST /api/v1/jobs")).hasSize(2);
        assertThat(stub.asked("POST /api/v1/datasets")).hasSize(1);

        Files.delete(prepared.resolve("3/dataset.yaml"));
        stub.problem(
                "POST /api/v1/jobs",
                new Problem("urn:commonwatt:problem:dataset-not-found", "Unknown", 422, "Not published.", null, null));
        assertThat(submitPublished()).isEqualTo(1);
        assertThat(screen.err()).endsWith("Not published.\n");
    }

    @Test
    void aPreparedDatasetThatTheServiceLacksIsPlannedHere() throws IOException {
        Path prepared = Files.createDirectories(folder.resolve(".local/share/commonwatt/datasets/wages"));
        Files.move(folder.resolve("data"), prepared.resolve("3"));
        stub.problem(
                "POST /api/v1/plans",
                new Problem("urn:commonwatt:problem:dataset-not-found", "Unknown", 422, "Not published.", null, null));

        assertThat(submitPublished("--dry-run", "--json")).isZero();
        assertThat(screen.err()).startsWith("The service does not have the dataset yet, so this was worked out here");
        assertThat(screen.json().path("work").path("parameters").asLong()).isEqualTo(2);
        assertThat(stub.asked()).extracting(StubService.Asked::route).containsExactly("POST /api/v1/plans");
    }

    @Test
    void aMissingDatasetOfAnExampleNamesTheCommandThatMakesIt() throws IOException {
        Problem unknown =
                new Problem("urn:commonwatt:problem:dataset-not-found", "Unknown", 422, "Not published.", null, null);
        stub.problem("POST /api/v1/plans", unknown).problem("POST /api/v1/jobs", unknown);
        Files.writeString(folder.resolve("wages.yaml"), SPEC.replace("file:data", "wages@1"));
        String cure = "'commonwatt data prepare wages' makes the dataset on this machine.\n";

        assertThat(submit("--dry-run")).isEqualTo(1);
        assertThat(screen.err()).isEqualTo("Not published. " + cure);
        assertThat(submit()).isEqualTo(1);
        assertThat(screen.err()).isEqualTo(("Not published. " + cure).repeat(2));

        stub.close();
        assertThat(submit("--dry-run")).isEqualTo(1);
        assertThat(screen.err()).contains("No Commonwatt service answers").endsWith(cure);
    }

    @Test
    void whatFollowsAFailedJobFailsToo() {
        String stream = "event: state\ndata: "
                + new String(
                        StubService.bytes(new org.commonwatt.protocol.job.JobEvent.State(Samples.job(JobState.FAILED))),
                        StandardCharsets.UTF_8)
                + "\n\n";
        stub.answer(
                "GET /api/v1/jobs/" + Samples.ID + "/events",
                (asked, exchange) ->
                        StubService.send(exchange, 200, "text/event-stream", stream.getBytes(StandardCharsets.UTF_8)));
        stub.json("GET /api/v1/datasets/wages/3", 404, new int[0]);

        assertThat(submitPublished("--follow", "--json")).isEqualTo(1);
        assertThat(screen.json().at("/state").asString()).isEqualTo("FAILED");
    }

    @Test
    void aLocalModelIsUploadedAndReferredToByItsHash() throws Exception {
        String sha256 = begin("file:base.safetensors", "wages@3");
        stub.answer(
                "PUT /api/v1/artifacts/" + sha256,
                (asked, exchange) -> StubService.send(
                        exchange,
                        201,
                        "application/json",
                        StubService.bytes(new ArtifactView(sha256, asked.body().length))));

        assertThat(submit()).isZero();
        assertThat(stub.asked("PUT /api/v1/artifacts/" + sha256).getFirst().body())
                .isEqualTo(Files.readAllBytes(folder.resolve("base.safetensors")));
        StubService.Asked job = stub.asked("POST /api/v1/jobs").getFirst();
        assertThat(job.text())
                .isEqualTo(Files.readString(folder.resolve("wages.yaml"))
                        .replace("file:base.safetensors", "sha256:" + sha256));

        stub.answer("HEAD /api/v1/artifacts/" + sha256, (asked, exchange) -> exchange.sendResponseHeaders(200, -1));
        assertThat(submit()).isZero();
        assertThat(stub.asked("PUT /api/v1/artifacts/" + sha256)).hasSize(1);
    }

    @Test
    void aPlanWithALocalModelIsWorkedOutHereAndUploadsNothing() throws Exception {
        begin("file:base.safetensors", "file:data");
        assertThat(submit("--dry-run", "--json")).isZero();
        assertThat(screen.json().path("work").path("parameters").asLong()).isEqualTo(4);
        assertThat(stub.asked()).isEmpty();

        begin("file:base.safetensors", "wages@3");
        DatasetManifest published = DatasetManifests.read(
                MANIFEST.replace("train.csv}", "train.csv, sha256: " + sha256("train.csv") + ", size: 21}")
                        .replace("held-out.csv}", "held-out.csv, sha256: " + sha256("held-out.csv") + ", size: 16}")
                        .getBytes(StandardCharsets.UTF_8),
                SpecFormat.YAML);
        stub.json(
                "GET /api/v1/datasets",
                200,
                new DatasetView.Page(List.of(
                        new DatasetView("wages@3", DatasetManifests.sha256(published), 37, Instant.EPOCH, published))));
        assertThat(submit("--dry-run")).isZero();
        assertThat(screen.err() + screen.out()).contains("The model that it begins with is a local one");
        assertThat(stub.asked()).extracting(StubService.Asked::route).containsExactly("GET /api/v1/datasets");
    }

    @Test
    void aPlanOfALocalDatasetReadsAServicesModelOnlyAsFarAsItSaysWhatItIs() throws Exception {
        begin("job:" + Samples.ID, "file:data");
        byte[] model = Files.readAllBytes(folder.resolve("base.safetensors"));
        stub.answer(
                "GET /api/v1/jobs/" + Samples.ID + "/model",
                (asked, exchange) -> StubService.send(exchange, 200, "application/octet-stream", model));

        assertThat(submit("--dry-run", "--json")).isZero();
        assertThat(screen.json().path("work").path("parameters").asLong()).isEqualTo(4);
    }

    @Test
    void aModelThatDoesNotFitIsRefusedWithItsLine() throws Exception {
        begin("file:base.safetensors", "file:data");
        Path spec = folder.resolve("wages.yaml");
        Files.writeString(spec, Files.readString(spec).replace("cut: body", "cut: bodi"));
        assertThat(submit("--dry-run")).isEqualTo(1);
        assertThat(screen.err()).contains("line 5", "/model/cut", "did you mean body");

        Files.delete(folder.resolve("base.safetensors"));
        assertThat(submit()).isEqualTo(1);
        assertThat(screen.err()).contains("The model that the spec begins with cannot be read: there is no");
        assertThat(stub.asked()).isEmpty();
    }

    /** Lets the spec begin with a model of three values per year; gives the hash of its file. */
    private String begin(String from, String dataset) throws Exception {
        BaseModel model =
                new BaseModel(List.of(1L), List.of(new Layer.Dense("body", 3, true), new Layer.Dense(null, 1, true)));
        ObjectNode header = Json.mapper().createObjectNode();
        header.putObject("__metadata__").put(BaseModel.KEY, model.toText());
        byte[] text = header.toString().getBytes(StandardCharsets.UTF_8);
        byte[] file = ByteBuffer.allocate(Long.BYTES + text.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(text.length)
                .put(text)
                .array();
        Files.write(folder.resolve("base.safetensors"), file);
        Files.writeString(
                folder.resolve("wages.yaml"),
                SPEC.replace("file:data", dataset)
                        .replace("type: sequential", "type: base, from: \"" + from + "\", cut: body"));
        return Sha256.of(folder.resolve("base.safetensors"));
    }

    private int submitPublished(String... more) {
        try {
            Files.writeString(folder.resolve("wages.yaml"), SPEC.replace("file:data", "wages@3"));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return submit(more);
    }
}
