package org.commonwatt.cli.client;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.commonwatt.cli.stub.Samples;
import org.commonwatt.cli.stub.StubService;
import org.commonwatt.protocol.Problem;
import org.commonwatt.protocol.Violation;
import org.commonwatt.protocol.artifact.ArtifactView;
import org.commonwatt.protocol.artifact.UploadView;
import org.commonwatt.protocol.job.JobState;
import org.commonwatt.protocol.job.JobView;
import org.commonwatt.protocol.spec.DatasetRef;
import org.commonwatt.protocol.spec.SpecFormat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ServiceTest {

    private static final Duration SILENCE = Duration.ofMillis(500);
    private static final Duration SOON = Duration.ofSeconds(30);

    private final StubService stub = new StubService();
    private final CountDownLatch end = new CountDownLatch(1);

    @AfterEach
    void close() {
        end.countDown();
        stub.close();
    }

    private Service service(@Nullable String key) {
        return new Service(stub.address(), key, Path.of("/data/key"));
    }

    @Test
    void sendsTheKeyTheMediaTypeAndTheIdempotencyKey() {
        stub.json("POST /api/v1/jobs", 201, Samples.job(JobState.QUEUED));
        UUID once = UUID.randomUUID();

        JobView job = service("cw_k").submit(new SpecText("name: x", SpecFormat.YAML), once);

        assertThat(job.id()).isEqualTo(Samples.ID);
        StubService.Asked asked = stub.asked().getFirst();
        assertThat(asked.header("Authorization")).isEqualTo("Bearer cw_k");
        assertThat(asked.header("Content-Type")).isEqualTo("application/yaml");
        assertThat(asked.header("Idempotency-Key")).isEqualTo(once.toString());
        assertThat(asked.text()).isEqualTo("name: x");
    }

    @Test
    void repeatsStatesAndEscapesNamesInAQuery() {
        stub.json("GET /api/v1/jobs", 200, new JobView.Page(List.of(), null));

        service("k").jobs(List.of(JobState.RUNNING, JobState.QUEUED), "a b", "c+d", 5000);

        assertThat(stub.asked().getFirst().query())
                .isEqualTo("state=RUNNING&state=QUEUED&name=a+b&cursor=c%2Bd&limit=200");
    }

    @Test
    void aProblemDocumentBecomesAFailureThatKeepsIt() {
        Problem problem = new Problem(
                "urn:commonwatt:problem:spec-rejected",
                "Spec rejected",
                422,
                "The spec has 1 mistake.",
                "/api/v1/plans",
                List.of(new Violation("/loss", "is missing", null, 1, 1)));
        stub.problem("POST /api/v1/plans", problem);

        assertThatThrownBy(() -> service("k").plan(new SpecText("", SpecFormat.JSON)))
                .isInstanceOfSatisfying(Refused.class, refused -> {
                    assertThat(refused.is("spec-rejected")).isTrue();
                    assertThat(refused.problem()).isEqualTo(problem);
                });
    }

    @Test
    void aRefusedKeySaysWhereKeysComeFrom() {
        Problem problem = new Problem("urn:commonwatt:problem:unauthenticated", "No", 401, "No key.", null, null);
        stub.problem("GET /api/v1/nodes", problem);

        assertThatThrownBy(() -> service(null).nodes())
                .hasMessageContaining("COMMONWATT_KEY")
                .hasMessageContaining("/data/key");
        assertThatThrownBy(() -> service("wrong").nodes()).hasMessageContaining("does not take this key");
    }

    @Test
    void anotherProgramAtTheAddressIsNotTakenForAService() {
        stub.answer(
                "GET /api/v1/nodes",
                (asked, exchange) -> StubService.send(
                        exchange, 200, "text/html", "<html>router</html>".getBytes(StandardCharsets.UTF_8)));
        stub.answer(
                "GET /api/v1/datasets",
                (asked, exchange) ->
                        StubService.send(exchange, 502, "text/html", "Bad Gateway".getBytes(StandardCharsets.UTF_8)));

        assertThatThrownBy(() -> service("k").nodes()).hasMessageContaining("does not speak as a Commonwatt service");
        assertThatThrownBy(() -> service("k").datasets()).hasMessageContaining("status 502: Bad Gateway");
    }

    @Test
    void nobodyThereIsSaidWithTheCure() {
        stub.close();

        assertThat(service("k").healthy()).isFalse();
        assertThatThrownBy(() -> service("k").nodes())
                .isInstanceOf(Unreachable.class)
                .hasMessageContaining("commonwatt up");
    }

    @Test
    void aLargeFileGoesOnWhereItWasCutOff(@TempDir Path folder) throws IOException {
        byte[] bytes = new byte[3 << 20];
        new Random(1).nextBytes(bytes);
        Path file = Files.write(folder.resolve("large"), bytes);
        ByteArrayOutputStream arrived = new ByteArrayOutputStream();
        stub.answer("PUT /api/v1/artifacts/aa/upload", (asked, exchange) -> {
            assertThat(asked.header("Upload-Length")).isEqualTo(Integer.toString(bytes.length));
            StubService.send(exchange, 200, "application/json", StubService.bytes(view(bytes.length, arrived.size())));
        });
        stub.answer("PATCH /api/v1/artifacts/aa/upload", (asked, exchange) -> {
            assertThat(asked.header("Upload-Offset")).isEqualTo(Integer.toString(arrived.size()));
            if (arrived.size() == 0) {
                arrived.write(asked.body(), 0, 2 << 20); // what arrived before the connection broke
                exchange.close();
                return;
            }
            arrived.write(asked.body());
            StubService.send(exchange, 200, "application/json", StubService.bytes(view(bytes.length, arrived.size())));
        });

        assertThat(service("k").upload("aa", file).size()).isEqualTo(bytes.length);

        assertThat(arrived.toByteArray()).isEqualTo(bytes);
        assertThat(stub.asked("PATCH /api/v1/artifacts/aa/upload")).hasSize(2);
    }

    private static UploadView view(long size, long offset) {
        return new UploadView("aa", size, offset, offset == size, null);
    }

    @Test
    void anUnknownDatasetOrArtifactIsNoFailure() {
        stub.answer("HEAD /api/v1/artifacts/aa", (asked, exchange) -> exchange.sendResponseHeaders(200, -1));

        assertThat(service("k").dataset(new DatasetRef.Named("digits", 1))).isEmpty();
        assertThat(service("k").hasArtifact("aa", 1)).isTrue();
        assertThat(service("k").hasArtifact("bb", 1)).isFalse();
    }

    @Test
    void aLargeFileGoesOnAfterAProxySaidThatItsServiceIsAway(@TempDir Path folder) throws IOException {
        Path file = Files.write(folder.resolve("large"), new byte[3 << 20]);
        AtomicInteger tries = new AtomicInteger();
        stub.answer("PUT /api/v1/artifacts/aa/upload", (asked, exchange) -> {
            boolean away = tries.getAndIncrement() == 0;
            StubService.send(
                    exchange,
                    away ? 503 : 200,
                    away ? "text/html" : "application/json",
                    away ? new byte[] {'-'} : StubService.bytes(view(3 << 20, 3 << 20)));
        });

        assertThat(new FileUpload(exchange(), Duration.ofMillis(1), SILENCE)
                        .send("aa", file)
                        .size())
                .isEqualTo(3 << 20);
        assertThat(tries).hasValue(2);
    }

    @Test
    void aLargeFileGoesOnOverAnotherConnectionWhereOneFallsSilent(@TempDir Path folder) throws IOException {
        Path file = Files.write(folder.resolve("large"), new byte[3 << 20]);
        AtomicInteger tries = new AtomicInteger();
        stub.json("PUT /api/v1/artifacts/aa/upload", 200, view(3 << 20, 0));
        stub.answer("PATCH /api/v1/artifacts/aa/upload", (asked, exchange) -> {
            if (tries.getAndIncrement() == 0) {
                awaitEnd();
            } else {
                StubService.send(exchange, 200, "application/json", StubService.bytes(view(3 << 20, 3 << 20)));
            }
        });

        FileUpload upload = new FileUpload(exchange(), Duration.ofMillis(1), SILENCE);
        assertThat(CompletableFuture.supplyAsync(() -> upload.send("aa", file)))
                .succeedsWithin(SOON)
                .extracting(ArtifactView::size)
                .isEqualTo(3L << 20);
    }

    @Test
    void aDownloadThatFallsSilentEndsInsteadOfWaitingForEver() {
        stub.answer("GET /api/v1/jobs/" + Samples.ID + "/model", (asked, exchange) -> {
            exchange.sendResponseHeaders(200, 10);
            exchange.getResponseBody().write(new byte[4]);
            exchange.getResponseBody().flush();
            awaitEnd();
        });

        CompletableFuture<byte[]> model = CompletableFuture.supplyAsync(() -> {
            try (InputStream bytes = new Service(exchange(), SILENCE).model(Samples.ID)) {
                return bytes.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });

        assertThat(model)
                .failsWithin(SOON)
                .withThrowableOfType(ExecutionException.class)
                .havingCause()
                .isInstanceOf(UncheckedIOException.class);
    }

    private void awaitEnd() throws IOException {
        try {
            assertThat(end.await(1, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private Exchange exchange() {
        return new Exchange(stub.address(), "k", Path.of("/data/key"));
    }
}
