package org.commonwatt.worker.client;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.commonwatt.protocol.lease.Directive;
import org.commonwatt.protocol.lease.Release;
import org.commonwatt.protocol.lease.Renewal;
import org.commonwatt.protocol.lease.Report;
import org.commonwatt.worker.stub.StubService;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ServiceClientTest {

    private static final UUID LEASE = UUID.randomUUID();
    private static final Report REPORT = new Report(3, 1, null, List.of(), List.of(), null);

    private final StubService service = new StubService();
    private final ServiceClient client = new ServiceClient(service.address(), "cw_n_secret");

    @TempDir
    Path folder;

    @AfterEach
    void tearDown() {
        client.close();
        service.close();
    }

    @Test
    void every_request_carries_the_nodes_token() throws Exception {
        client.release(LEASE, new Release(3, Release.Reason.SHUTDOWN, null));

        assertThat(service.to("/release").getFirst().header("Authorization")).isEqualTo("Bearer cw_n_secret");
    }

    @Test
    void the_answer_to_a_report_says_what_the_service_wants() throws Exception {
        service.direct(Directive.CANCEL);

        assertThat(client.report(LEASE, REPORT).directive()).isEqualTo(Directive.CANCEL);
    }

    @Test
    void one_renewal_names_all_leases() throws Exception {
        UUID other = UUID.randomUUID();

        Renewal.Answer answer = client.renew(
                new Renewal(null, List.of(new Renewal.Held(LEASE, 3, 10), new Renewal.Held(other, 1, 20))));

        assertThat(answer.leases().stream().map(Renewal.Renewed::id)).containsExactly(LEASE, other);
    }

    @Test
    void errors_of_the_service_and_too_many_requests_mean_that_it_is_away() {
        service.failNext("/metrics", new StubService.Failure(503, null, null));
        assertThatThrownBy(() -> client.report(LEASE, REPORT)).isInstanceOf(ServiceAway.class);

        service.failNext("/metrics", new StubService.Failure(429, "rate-limited", "17"));
        assertThatThrownBy(() -> client.report(LEASE, REPORT))
                .isInstanceOfSatisfying(
                        ServiceAway.class, away -> assertThat(away.retryAfter()).isEqualTo(Duration.ofSeconds(17)));
    }

    @Test
    void a_broken_connection_means_that_the_service_is_away() {
        service.away(true);

        assertThatThrownBy(() -> client.report(LEASE, REPORT)).isInstanceOf(ServiceAway.class);
    }

    @Test
    void a_closed_port_means_that_no_service_answers() throws IOException {
        URI nobody;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = URI.create("http://127.0.0.1:" + free.getLocalPort());
        }
        try (ServiceClient lonely = new ServiceClient(nobody, null)) {
            assertThatThrownBy(() -> lonely.report(LEASE, REPORT))
                    .isInstanceOf(ServiceAway.class)
                    .hasMessage("no service answers at " + nobody);
        }
    }

    @Test
    void a_stale_lease_a_refused_identity_and_other_problems_are_told_apart() {
        service.failNext("/metrics", new StubService.Failure(409, "lease-stale", null));
        assertThatThrownBy(() -> client.report(LEASE, REPORT)).isInstanceOf(LeaseStale.class);

        service.failNext("/metrics", new StubService.Failure(401, "unauthenticated", null));
        assertThatThrownBy(() -> client.report(LEASE, REPORT)).isInstanceOf(IdentityRefused.class);

        service.failNext("/metrics", new StubService.Failure(400, "malformed-body", null));
        assertThatThrownBy(() -> client.report(LEASE, REPORT))
                .isInstanceOfSatisfying(RequestRefused.class, refused -> assertThat(refused.is("malformed-body"))
                        .isTrue())
                .hasMessage("planned: malformed-body");
    }

    @Test
    void an_answer_of_another_kind_of_server_is_called_so() {
        service.failNext("/metrics", new StubService.Failure(404, null, null));

        assertThatThrownBy(() -> client.report(LEASE, REPORT))
                .isInstanceOf(ServiceAway.class)
                .hasMessageContaining("does not answer like a Commonwatt service");
        service.failNext("/metrics", new StubService.Failure(413, null, null));
        assertThatThrownBy(() -> client.report(LEASE, REPORT))
                .isInstanceOf(RequestRefused.class)
                .hasMessageContaining("does not answer like a Commonwatt service");
    }

    @Test
    void an_upload_sends_the_files_bytes() throws Exception {
        Path file = Files.writeString(folder.resolve("model"), "weights");

        client.upload("abc", file, arrived -> {});

        assertThat(service.stored("abc")).isEqualTo("weights".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void a_download_goes_on_where_it_was_cut_off() throws Exception {
        service.store("abc", "0123456789".getBytes(StandardCharsets.UTF_8));
        Path part = Files.writeString(folder.resolve("abc.part"), "0123");

        client.download("abc", 10, part);

        assertThat(part).hasContent("0123456789");
        assertThat(service.to("/abc").getFirst().header("Range")).isEqualTo("bytes=4-");
    }

    @Test
    void a_part_that_is_longer_than_the_artifact_is_begun_anew() throws Exception {
        service.store("abc", "0123".getBytes(StandardCharsets.UTF_8));
        Path part = Files.writeString(folder.resolve("abc.part"), "something else altogether");

        client.download("abc", 4, part);

        assertThat(part).hasContent("0123");
    }
}
