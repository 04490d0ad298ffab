package org.commonwatt.api.artifact;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

import org.junit.jupiter.api.Test;

import org.commonwatt.api.Http;
import org.commonwatt.api.Http.Answer;
import org.commonwatt.api.TestService;
import org.commonwatt.api.account.TestAccounts;
import org.commonwatt.api.registry.TestDatasets;
import org.commonwatt.protocol.artifact.ArtifactView;

import static org.assertj.core.api.Assertions.assertThat;

class ArtifactTest {

    private final TestService service = TestService.shared();
    private final String key = TestAccounts.make(service).key();
    private final Http http = Http.to(service).as(key);

    @Test
    void bytesComeBackAsTheyWereSent() {
        byte[] bytes = random(300_000, 1);
        String path = path(bytes);

        Answer uploaded = http.putBytes(path, bytes);
        Answer downloaded = http.get(path);

        assertThat(uploaded.status()).isEqualTo(201);
        assertThat(uploaded.as(ArtifactView.class).size()).isEqualTo(bytes.length);
        assertThat(downloaded.bytes()).isEqualTo(bytes);
        assertThat(downloaded.header("ETag")).isEqualTo("\"" + TestDatasets.sha256(bytes) + "\"");
        assertThat(http.putBytes(path, bytes).status()).isEqualTo(200);
    }

    @Test
    void aPartCanBeAskedFor() {
        byte[] bytes = random(1000, 2);
        http.putBytes(path(bytes), bytes);

        Answer part = http.with("Range", "bytes=990-").get(path(bytes));

        assertThat(part.status()).isEqualTo(206);
        assertThat(part.header("Content-Range")).isEqualTo("bytes 990-999/1000");
        assertThat(part.bytes()).isEqualTo(Arrays.copyOfRange(bytes, 990, 1000));
        assertThat(http.with("Range", "bytes=2000-").get(path(bytes)).status()).isEqualTo(416);
    }

    @Test
    void whoHasTheBytesAlreadyIsToldSo() {
        byte[] bytes = random(1000, 3);
        http.putBytes(path(bytes), bytes);

        assertThat(http.with("If-None-Match", "\"" + TestDatasets.sha256(bytes) + "\"")
                        .get(path(bytes))
                        .status())
                .isEqualTo(304);
    }

    @Test
    void bytesThatAreNotThoseOfTheAddressAreRefusedAndNotKept() throws IOException {
        byte[] bytes = random(1000, 4);
        List<Path> before = files();

        Answer answer = http.putBytes(path(random(1000, 5)), bytes);

        assertThat(answer.problemName()).isEqualTo("hash-mismatch");
        assertThat(files()).isEqualTo(before);
        assertThat(http.get(path(bytes)).problemName()).isEqualTo("not-found");
    }

    @Test
    void havingTheHashIsNotHavingTheBytes() {
        byte[] bytes = random(1000, 6);
        http.putBytes(path(bytes), bytes);
        Http other = Http.to(service).as(TestAccounts.make(service).key());

        assertThat(other.get(path(bytes)).problemName()).isEqualTo("not-found");
        assertThat(other.putBytes(path(bytes), random(1000, 7)).problemName()).isEqualTo("hash-mismatch");
        assertThat(other.get(path(bytes)).problemName()).isEqualTo("not-found");
        assertThat(other.putBytes(path(bytes), bytes).status()).isEqualTo(201);
        assertThat(other.get(path(bytes)).bytes()).isEqualTo(bytes);
    }

    @Test
    void anUploadThatBreaksOffLeavesNothing() throws Exception {
        byte[] bytes = random(500_000, 8);
        List<Path> before = files();
        URI url = URI.create(service.url());
        try (Socket socket = new Socket(url.getHost(), url.getPort())) {
            OutputStream out = socket.getOutputStream();
            out.write(("PUT " + path(bytes) + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + key
                            + "\r\nContent-Type: application/octet-stream\r\nContent-Length: " + bytes.length
                            + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            out.write(bytes, 0, 300_000);
            out.flush();
            await(() -> files().size() > before.size());
        }

        await(() -> files().equals(before));
        assertThat(http.get(path(bytes)).problemName()).isEqualTo("not-found");
    }

    @Test
    void anUploadBeyondTheLimitIsRefusedWhetherItsLengthIsStatedOrNot() {
        try (TestService small = TestService.start("commonwatt.artifacts.max-size=10KB")) {
            Http owner = Http.to(small).as(small.firstKey());
            byte[] bytes = random(20_000, 9);

            assertThat(owner.putBytes(path(bytes), bytes).problemName()).isEqualTo("body-too-large");
            assertThat(owner.send(
                                    "PUT",
                                    path(bytes),
                                    "application/octet-stream",
                                    BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes)))
                            .problemName())
                    .isEqualTo("body-too-large");
            byte[] fits = random(10_000, 10);
            assertThat(owner.putBytes(path(fits), fits).status()).isEqualTo(201);
        }
    }

    @Test
    void whatAKilledServiceLeftOfAnUploadIsClearedAwayAtTheNextStart() throws IOException {
        Path folder = TestService.newFolder();
        Path staging = Files.createDirectories(folder.resolve("staging"));
        Files.write(staging.resolve("abandoned"), random(10, 11));

        FileArtifactStore store = new FileArtifactStore(folder, Duration.ZERO, 0);

        assertThat(staging).isEmptyDirectory();
        byte[] bytes = random(10, 12);
        Sha256 name = Bytes.name(bytes);
        try (ArtifactStore.Staged staged = store.stage(name, Bytes.stream(bytes), 10)) {
            store.publish(staged);
        }
        assertThat(store.find(name)).isPresent();
        assertThat(staging).isEmptyDirectory();
    }

    @Test
    void aNameThatIsNoHashIsNoAddress() {
        assertThat(http.get("/api/v1/artifacts/..%2f..%2fkey").status()).isBetween(400, 404);
        assertThat(http.get("/api/v1/artifacts/ABC").problemName()).isEqualTo("not-found");
        assertThat(http.putBytes("/api/v1/artifacts/" + "Z".repeat(64), new byte[1])
                        .problemName())
                .isEqualTo("not-found");
    }

    private List<Path> files() {
        return Bytes.files(service.dataFolder().resolve("artifacts"));
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("deadline").isLessThan(end);
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
        }
    }

    private static String path(byte[] bytes) {
        return "/api/v1/artifacts/" + TestDatasets.sha256(bytes);
    }

    private static byte[] random(int length, long seed) {
        return Bytes.random(length, seed);
    }
}
