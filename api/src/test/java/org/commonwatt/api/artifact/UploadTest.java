package org.commonwatt.api.artifact;

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
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.commonwatt.api.Http;
import org.commonwatt.api.Http.Answer;
import org.commonwatt.api.TestDatabase;
import org.commonwatt.api.TestService;
import org.commonwatt.api.account.TestAccounts;
import org.commonwatt.protocol.artifact.UploadView;

import static org.assertj.core.api.Assertions.assertThat;

/** Uploads over HTTP, cut and sent on, at two replicas of the service on one database and one store. */
class UploadTest {

    private static final int MIB = 1 << 20;

    private static @Nullable TestService one;
    private static @Nullable TestService other;

    private final TestService service = Objects.requireNonNull(one);
    private final TestService replica = Objects.requireNonNull(other);
    private final String key = TestAccounts.make(service).key();
    private final Http here = Http.to(service).as(key);
    private final Http there = Http.to(replica).as(key);

    @BeforeAll
    static void twoReplicas() {
        String database = TestDatabase.newDatabase();
        TestService first = TestService.start(database, TestService.newFolder(), List.of());
        one = first;
        other = TestService.start(database, first.dataFolder(), List.of());
    }

    @AfterAll
    static void close() {
        Objects.requireNonNull(other).close();
        Objects.requireNonNull(one).close();
    }

    @Test
    void bytesThatCameInPiecesAtTwoReplicasAreWhole() {
        byte[] bytes = Bytes.random(300_000, 1);
        List<Path> before = parts();

        UploadView begun = begin(here, bytes).as(UploadView.class);
        assertThat(begun.offset()).isZero();
        assertThat(begun.complete()).isFalse();
        assertThat(append(here, bytes, 0, 100_000).as(UploadView.class).offset())
                .isEqualTo(100_000);
        assertThat(append(there, bytes, 100_000, 200_000).as(UploadView.class).offset())
                .isEqualTo(200_000);
        assertThat(begin(there, bytes).as(UploadView.class).offset()).isEqualTo(200_000);
        UploadView done = append(here, bytes, 200_000, 300_000).as(UploadView.class);

        assertThat(done.complete()).isTrue();
        assertThat(there.get(artifact(bytes)).bytes()).isEqualTo(bytes);
        assertThat(parts()).isEqualTo(before);
    }

    @Test
    void howFarItCameIsToldInTheHeadToo() {
        byte[] bytes = Bytes.random(5000, 2);
        begin(here, bytes);
        append(here, bytes, 0, 1234);

        Answer head = here.send("HEAD", upload(bytes), null, BodyPublishers.noBody());

        assertThat(head.status()).isEqualTo(200);
        assertThat(head.header("Upload-Offset")).isEqualTo("1234");
        assertThat(head.header("Upload-Length")).isEqualTo("5000");
        assertThat(head.header("Cache-Control")).isEqualTo("no-store");
        assertThat(Http.to(service)
                        .as(TestAccounts.make(service).key())
                        .get(upload(bytes))
                        .problemName())
                .isEqualTo("not-found");
    }

    @Test
    void anotherOffsetIsRefusedWithTheRightOneAndNothingIsTaken() {
        byte[] bytes = Bytes.random(5000, 3);
        begin(here, bytes);
        append(here, bytes, 0, 1000);

        for (int wrong : List.of(0, 999, 1001, 5000)) {
            Answer refused = append(there, bytes, wrong, 5000);
            assertThat(refused.status()).isEqualTo(409);
            assertThat(refused.problemName()).isEqualTo("wrong-offset");
            assertThat(refused.header("Upload-Offset")).isEqualTo("1000");
            assertThat(refused.problem().detail()).contains("offset 1000");
        }
        assertThat(here.get(upload(bytes)).as(UploadView.class).offset()).isEqualTo(1000);
    }

    @Test
    void whatArrivedBeforeACutNeedNotBeSentAgain() throws IOException {
        byte[] bytes = Bytes.random(500_000, 4);
        begin(here, bytes);
        try (Socket socket = send(bytes, 0)) {
            socket.getOutputStream().write(bytes, 0, 300_000);
        }
        await(() -> there.get(upload(bytes)).as(UploadView.class).offset() == 300_000);

        assertThat(append(there, bytes, 300_000, bytes.length)
                        .as(UploadView.class)
                        .complete())
                .isTrue();
        assertThat(here.get(artifact(bytes)).bytes()).isEqualTo(bytes);
    }

    @Test
    void aRequestThatLingersIsOvertakenAndItsLateBytesChangeNothing() throws IOException {
        byte[] bytes = Bytes.random(18 * MIB, 5);
        List<Path> before = parts();
        begin(here, bytes);
        try (Socket lingering = send(bytes, 0)) {
            OutputStream out = lingering.getOutputStream();
            out.write(bytes, 0, 9 * MIB);
            out.flush();
            await(() -> there.get(upload(bytes)).as(UploadView.class).offset() >= 8 * MIB);
            int offset = (int) there.get(upload(bytes)).as(UploadView.class).offset();

            assertThat(append(there, bytes, offset, bytes.length)
                            .as(UploadView.class)
                            .complete())
                    .isTrue();
            out.write(new byte[9 * MIB]);
            out.flush();
            String answer = new String(lingering.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
            assertThat(answer).isEqualTo("HTTP/1.1 409");
        }
        assertThat(here.get(artifact(bytes)).bytes()).isEqualTo(bytes);
        assertThat(parts()).isEqualTo(before);
    }

    @Test
    void bytesThatTheCallerHasHereAlreadyNeedNotBeSent() {
        byte[] bytes = Bytes.random(1000, 6);
        here.putBytes(artifact(bytes), bytes);

        assertThat(begin(there, bytes).as(UploadView.class).complete()).isTrue();
        assertThat(append(there, bytes, 0, 0).as(UploadView.class).complete()).isTrue();

        Http stranger = Http.to(service).as(TestAccounts.make(service).key());
        assertThat(begin(stranger, bytes).as(UploadView.class).complete()).isFalse();
        assertThat(stranger.get(artifact(bytes)).problemName()).isEqualTo("not-found");
        assertThat(append(stranger, bytes, 0, 1000).as(UploadView.class).complete())
                .isTrue();
        assertThat(stranger.get(artifact(bytes)).bytes()).isEqualTo(bytes);
    }

    @Test
    void aRepeatOfTheLastBytesIsAnsweredAsComplete() {
        byte[] bytes = Bytes.random(1000, 7);
        begin(here, bytes);
        assertThat(append(here, bytes, 0, 1000).as(UploadView.class).complete()).isTrue();

        assertThat(append(there, bytes, 0, 1000).as(UploadView.class).complete())
                .isTrue();
    }

    @Test
    void bytesThatWereDamagedOnTheWayAreRefusedAtTheEndAndSentAgainFromTheBeginning() {
        byte[] bytes = Bytes.random(2000, 8);
        byte[] damaged = bytes.clone();
        damaged[500] ^= 1;
        begin(here, bytes);
        append(here, bytes, damaged, 0, 1000);

        assertThat(append(here, bytes, bytes, 1000, 2000).problemName()).isEqualTo("hash-mismatch");

        assertThat(here.get(artifact(bytes)).problemName()).isEqualTo("not-found");
        assertThat(begin(here, bytes).as(UploadView.class).offset()).isZero();
        assertThat(append(here, bytes, 0, 2000).as(UploadView.class).complete()).isTrue();
    }

    @Test
    void moreBytesThanWereAnnouncedAreRefused() {
        byte[] bytes = Bytes.random(1000, 9);
        begin(here, bytes);

        assertThat(append(here, bytes, new byte[1500], 0, 1500).problemName()).isEqualTo("body-too-large");
        assertThat(here.with("Upload-Length", Long.toString(9L << 30))
                        .put(upload(new byte[1]))
                        .problemName())
                .isEqualTo("body-too-large");
        assertThat(here.with("Upload-Length", "-1").put(upload(new byte[2])).problemName())
                .isEqualTo("malformed-body");
        assertThat(here.put(upload(new byte[3])).problemName()).isEqualTo("malformed-body");
    }

    @Test
    void anUploadCanBeGivenUpAndBegunAnewWithAnotherLength() {
        byte[] bytes = Bytes.random(1000, 10);
        begin(here, bytes);
        append(here, bytes, 0, 400);

        assertThat(here.delete(upload(bytes)).status()).isEqualTo(204);
        assertThat(append(here, bytes, 400, 1000).problemName()).isEqualTo("not-found");
        assertThat(here.with("Upload-Length", "5")
                        .put(upload(bytes))
                        .as(UploadView.class)
                        .size())
                .isEqualTo(5);
        assertThat(begin(here, bytes).as(UploadView.class).size()).isEqualTo(1000);
    }

    @Test
    void nothingAtAllCanBeUploaded() {
        byte[] nothing = {};
        assertThat(begin(here, nothing).as(UploadView.class).complete()).isFalse();
        assertThat(append(here, nothing, 0, 0).as(UploadView.class).complete()).isTrue();
        assertThat(here.get(artifact(nothing)).bytes()).isEmpty();
    }

    @Test
    void damagedBytesAreNeverGivenOutAndHealWhenTheyComeAgain() throws IOException {
        byte[] bytes = Bytes.random(5000, 11);
        here.putBytes(artifact(bytes), bytes);
        assertThat(here.get(artifact(bytes)).status()).isEqualTo(200);
        byte[] damaged = bytes.clone();
        damaged[4000] ^= 4;
        Files.write(Bytes.path(service.dataFolder().resolve("artifacts"), Bytes.name(bytes)), damaged);

        assertThat(there.get(artifact(bytes)).problemName()).isEqualTo("artifact-damaged");
        assertThat(here.with("Range", "bytes=0-99").get(artifact(bytes)).status())
                .isEqualTo(410);
        assertThat(begin(here, bytes).as(UploadView.class).complete()).isFalse();

        append(there, bytes, 0, bytes.length);
        assertThat(here.get(artifact(bytes)).bytes()).isEqualTo(bytes);
        Files.delete(Bytes.path(service.dataFolder().resolve("artifacts"), Bytes.name(bytes)));
        assertThat(here.get(artifact(bytes)).problemName()).isEqualTo("artifact-damaged");
        here.putBytes(artifact(bytes), bytes);
        assertThat(there.get(artifact(bytes)).bytes()).isEqualTo(bytes);
    }

    private List<Path> parts() {
        return Bytes.files(service.dataFolder().resolve("artifacts/uploads"));
    }

    private static Answer begin(Http http, byte[] bytes) {
        Answer answer =
                http.with("Upload-Length", Integer.toString(bytes.length)).put(upload(bytes));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer;
    }

    private static Answer append(Http http, byte[] bytes, int from, int to) {
        return append(http, bytes, bytes, from, to);
    }

    private static Answer append(Http http, byte[] named, byte[] sent, int from, int to) {
        return http.with("Upload-Offset", Integer.toString(from))
                .send(
                        "PATCH",
                        upload(named),
                        UploadView.MEDIA_TYPE,
                        BodyPublishers.ofByteArray(Arrays.copyOfRange(sent, from, to)));
    }

    /** A request with all bytes from an offset on, of which none are sent yet. */
    private Socket send(byte[] bytes, int from) throws IOException {
        URI url = URI.create(service.url());
        Socket socket = new Socket(url.getHost(), url.getPort());
        socket.getOutputStream()
                .write(("PATCH " + upload(bytes) + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + key
                                + "\r\nContent-Type: " + UploadView.MEDIA_TYPE + "\r\nUpload-Offset: " + from
                                + "\r\nContent-Length: " + (bytes.length - from) + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("deadline").isLessThan(end);
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
        }
    }

    private static String artifact(byte[] bytes) {
        return "/api/v1/artifacts/" + Bytes.name(bytes);
    }

    private static String upload(byte[] bytes) {
        return artifact(bytes) + "/upload";
    }
}
