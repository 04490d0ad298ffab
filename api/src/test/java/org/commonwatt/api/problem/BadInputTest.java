package org.commonwatt.api.problem;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.commonwatt.api.Http;
import org.commonwatt.api.Http.Answer;
import org.commonwatt.api.TestService;
import org.commonwatt.api.account.TestAccounts;
import org.commonwatt.api.job.TestJobs;
import org.commonwatt.api.registry.TestDatasets;
import org.commonwatt.protocol.Problem;
import org.commonwatt.protocol.Violation;
import org.commonwatt.protocol.job.JobView;

import static org.assertj.core.api.Assertions.assertThat;

/** Whatever is sent, the answer is a problem document that says what was wrong, and nothing is made. */
class BadInputTest {

    private static final String JOBS = "/api/v1/jobs";

    private final TestService service = TestService.shared();
    private final String key = TestAccounts.make(service).key();
    private final Http http = Http.to(service).as(key);

    @BeforeEach
    void publishTheDataset() {
        TestDatasets.publishPoints(http);
    }

    @AfterEach
    void nothingWasMade() {
        assertThat(http.get(JOBS).as(JobView.Page.class).items()).isEmpty();
    }

    @Test
    void aTextThatIsNotYaml() {
        assertThat(refused("name: [unclosed\n  - {").detail()).isNotBlank();
    }

    @Test
    void aTextThatIsNotJson() {
        assertThat(http.postText(JOBS, "application/json", "{\"name\": ").problemName())
                .isEqualTo("spec-rejected");
    }

    @Test
    void anUnknownFieldIsNamedWithItsPlaceAndWhatWasProbablyMeant() {
        assertThat(violations(TestJobs.SPEC.replace("batchSize", "batchsize"))).anySatisfy(violation -> {
            assertThat(violation.pointer()).isEqualTo("/training/batchsize");
            assertThat(violation.suggestion()).isEqualTo("batchSize");
            assertThat(violation.line()).isEqualTo(10);
        });
    }

    @Test
    void aWrongTypeSaysWhatWasExpected() {
        assertThat(violations(TestJobs.SPEC.replace("epochs: 2", "epochs: many")))
                .anySatisfy(violation -> assertThat(violation.pointer()).isEqualTo("/training/epochs"));
    }

    @Test
    void sizesBelowOneAreRefused() {
        assertThat(onlyViolation(TestJobs.SPEC.replace("units: 2", "units: 0")).pointer())
                .isEqualTo("/model/layers/0/units");
        assertThat(onlyViolation(TestJobs.SPEC.replace("batchSize: 2", "batchSize: -1"))
                        .pointer())
                .isEqualTo("/training/batchSize");
    }

    @Test
    void aLayerThatCannotTakeItsInputIsNamedWithBothShapes() {
        String spec = TestJobs.SPEC.replace(
                "    - {type: dense, units: 2}", "    - {type: conv2d, filters: 4, kernel: 3}\n    - {type: flatten}");

        Violation violation = violations(spec).getFirst();

        assertThat(violation.pointer()).isEqualTo("/model/layers/0");
        assertThat(violation.message()).contains("(2)");
        assertThat(violation.line()).isEqualTo(7);
    }

    @Test
    void aDatasetThatIsNotPublished() {
        assertThat(post(TestJobs.SPEC.replace("points@1", "points@7")).problemName())
                .isEqualTo("dataset-not-found");
        assertThat(post(TestJobs.SPEC.replace("points@1", "file:points")).problemName())
                .isEqualTo("dataset-not-found");
    }

    @Test
    void anotherAccountsDataset() {
        Http other = Http.to(service).as(TestAccounts.make(service).key());

        assertThat(other.postText(JOBS, "application/yaml", TestJobs.SPEC).problemName())
                .isEqualTo("dataset-not-found");
    }

    @Test
    void duplicateKeys() {
        assertThat(violations(TestJobs.SPEC + "name: again\n")).isNotEmpty();
        assertThat(http.postText(JOBS, "application/json", "{\"name\":\"a\",\"name\":\"b\"}")
                        .problemName())
                .isEqualTo("spec-rejected");
    }

    @Test
    void aThousandLevelsOfNesting() {
        assertThat(post("name: " + "[".repeat(1000) + "]".repeat(1000)).problemName())
                .isEqualTo("spec-rejected");
        assertThat(http.postText(JOBS, "application/json", "[".repeat(1000) + "]".repeat(1000))
                        .problemName())
                .isEqualTo("spec-rejected");
        assertThat(http.postText("/api/v1/keys", "application/json", "[".repeat(5000))
                        .problemName())
                .isEqualTo("malformed-body");
    }

    @Test
    void aBombOfAliases() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x]\n");
        for (int i = 1; i < 40; i++) {
            bomb.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
        }

        assertThat(post(bomb.toString()).problemName()).isEqualTo("spec-rejected");
    }

    @Test
    void aBodyOfAHundredMegabytes() {
        byte[] chunk = new byte[1 << 20];
        BodyPublisher endless = BodyPublishers.ofInputStream(() -> new Endless(chunk, 100));

        assertThat(http.send("POST", JOBS, "application/yaml", endless).problemName())
                .isEqualTo("body-too-large");
        assertThat(http.postText(JOBS, "application/yaml", "#".repeat(100 << 20))
                        .problemName())
                .isEqualTo("body-too-large");
    }

    @Test
    void aTextThatTheDatabaseCannotHold() {
        assertThat(http.post("/api/v1/keys", Map.of("label", "a\u0000b", "scopes", List.of("submit")))
                        .problemName())
                .isEqualTo("malformed-body");
        assertThat(post(TestJobs.SPEC + "description: \"a\\0b\"\n").status()).isBetween(400, 499);
    }

    @Test
    void aBodyOfTheWrongForm() {
        Answer answer = http.postText("/api/v1/keys", "application/json", "{\"label\": \"a\", \"scopes\": 3}");

        assertThat(answer.problemName()).isEqualTo("malformed-body");
        assertThat(answer.problem().detail()).contains("/scopes").doesNotContain("java");
        assertThat(http.postText("/api/v1/keys", "application/json", "{\"label\": \"a\"}")
                        .problemName())
                .isEqualTo("malformed-body");
        assertThat(http.postText("/api/v1/keys", "application/json", "").problemName())
                .isEqualTo("malformed-body");
    }

    @Test
    void aMediaTypeThatIsNotUnderstood() {
        assertThat(http.postText(JOBS, "text/csv", "a,b").problemName()).isEqualTo("unsupported-media-type");
        assertThat(http.postText("/api/v1/keys", "application/yaml", "label: a").problemName())
                .isEqualTo("unsupported-media-type");
    }

    @Test
    void aFormIsTakenByNobodyAndReadByNobody() {
        String form = "application/x-www-form-urlencoded";
        Http nobody = Http.to(service);
        String artifact = "/api/v1/artifacts/" + "0".repeat(64);

        for (String method : List.of("PUT", "PATCH", "DELETE")) {
            assertThat(nobody.send(method, artifact, form, BodyPublishers.ofString("bytes=%zz"))
                            .problemName())
                    .as(method)
                    .isEqualTo("unauthenticated");
        }
        assertThat(http.send("PUT", artifact, form, BodyPublishers.ofString("bytes=%zz"))
                        .problemName())
                .isEqualTo("unsupported-media-type");
    }

    @Test
    void aFormOfSeveralPartsIsTakenByNobody() {
        for (String mediaType : List.of("multipart/form-data", "multipart/form-data; boundary=x", "multipart/mixed")) {
            assertThat(Http.to(service)
                            .postText("/api/v1/session", mediaType, "--y")
                            .problemName())
                    .as(mediaType)
                    .isEqualTo("unsupported-media-type");
        }
    }

    @Test
    void aParameterThatIsNotEncodedAsItShouldBe() {
        assertThat(http.get(JOBS + "?limit=%25zz").problemName()).isEqualTo("malformed-body");
        assertThat(status("GET /api/v1/jobs?limit=%zz HTTP/1.1")).isBetween(400, 499);
    }

    @Test
    void whatIsAllowedAtAnAddressMayBeAsked() {
        Answer answer = http.send("OPTIONS", JOBS, null, BodyPublishers.noBody());

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Allow")).contains("GET").contains("POST");
    }

    @Test
    void aMediaTypeThatCannotBeMade() {
        assertThat(http.with("Accept", "image/png").get(JOBS).problemName()).isEqualTo("not-acceptable");
    }

    @Test
    void aMethodThatIsNotAllowedHereComesWithThoseThatAre() {
        Answer answer = http.delete(JOBS);

        assertThat(answer.problemName()).isEqualTo("method-not-allowed");
        assertThat(answer.header("Allow")).contains("GET").contains("POST");
    }

    @Test
    void anAddressWithNothingBehindIt() {
        for (String path : Stream.of("/api/v1/nothing", JOBS + "/not-a-uuid", "/api", "/v3/nothing", "/nothing.js")
                .toList()) {
            assertThat(http.get(path).problemName()).as(path).isEqualTo("not-found");
        }
    }

    @Test
    void aParameterOfTheWrongType() {
        assertThat(http.get(JOBS + "?limit=many").problemName()).isEqualTo("malformed-body");
    }

    @Test
    void aMonthThatIsNone() {
        for (String month : List.of("%2B999999999-12", "%2B300000-01", "-0001-01", "2026-13", "2026-1", "june", "")) {
            Answer answer = http.get("/api/v1/account/receipt?month=" + month);

            assertThat(answer.problemName()).as(month).isEqualTo("malformed-body");
            assertThat(answer.problem().detail()).as(month).contains("2026-11");
        }
        for (String month : List.of("0000-01", "9999-12")) {
            assertThat(http.get("/api/v1/account/receipt?month=" + month).status())
                    .as(month)
                    .isEqualTo(200);
        }
    }

    @Test
    void anAddressThatTheContainerItselfRefuses() {
        assertThat(http.get("/api/v1/jobs/%2e%2e/%00").problem().status()).isBetween(400, 499);
        assertThat(http.get("/api/v1/jobs;x=1/%2F").problem().status()).isBetween(400, 499);
    }

    /** Sends a head as it stands, which the tests' client would refuse to, and reads the status. */
    private int status(String requestLine) {
        URI there = URI.create(service.url());
        try (Socket socket = new Socket(there.getHost(), there.getPort())) {
            String head = requestLine + "\r\nHost: " + there.getAuthority() + "\r\nAuthorization: Bearer " + key
                    + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return Integer.parseInt(answer.split(" ", 3)[1]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Answer post(String yaml) {
        return http.postText(JOBS, "application/yaml", yaml);
    }

    private Problem refused(String yaml) {
        Answer answer = post(yaml);
        assertThat(answer.problemName()).isEqualTo("spec-rejected");
        return answer.problem();
    }

    private List<Violation> violations(String yaml) {
        List<Violation> violations = refused(yaml).violations();
        assertThat(violations).isNotEmpty();
        return List.copyOf(violations == null ? List.of() : violations);
    }

    private Violation onlyViolation(String yaml) {
        List<Violation> violations = violations(yaml);
        assertThat(violations).hasSize(1);
        return violations.getFirst();
    }

    /** The same bytes over and over, without saying beforehand how many. */
    private static final class Endless extends InputStream {

        private final byte[] chunk;
        private int chunks;

        Endless(byte[] chunk, int chunks) {
            this.chunk = chunk;
            this.chunks = chunks;
        }

        @Override
        public int read() {
            return chunks-- > 0 ? '#' : -1;
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            if (chunks <= 0) {
                return -1;
            }
            chunks--;
            int count = Math.min(length, chunk.length);
            System.arraycopy(chunk, 0, target, offset, count);
            return count;
        }
    }
}
