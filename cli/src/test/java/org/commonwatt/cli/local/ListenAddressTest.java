package org.commonwatt.cli.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

import org.junit.jupiter.api.Test;

import org.commonwatt.cli.stub.StubService;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ListenAddressTest {

    @Test
    void portZeroBecomesOneThatIsFree() {
        ListenAddress address = ListenAddress.free("127.0.0.1", 0);

        assertThat(address.port()).isPositive();
        assertThat(address.url()).hasToString("http://127.0.0.1:" + address.port());
    }

    @Test
    void aServiceOpenToAllIsReachedOnLoopbackFromHere() {
        ListenAddress address = ListenAddress.free("0.0.0.0", 0);

        assertThat(address.host()).isEqualTo("0.0.0.0");
        assertThat(address.url().getHost()).isEqualTo("127.0.0.1");
    }

    @Test
    void aPortInUseIsSaidWithTheCure() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            taken.setSoTimeout(1);
            assertThatThrownBy(() -> ListenAddress.free("127.0.0.1", taken.getLocalPort()))
                    .hasMessageContaining("Port " + taken.getLocalPort() + " is in use by another program")
                    .hasMessageContaining("--port N");
        }
    }

    @Test
    void anotherServiceAtThePortIsRecognised() {
        try (StubService other = new StubService().json("GET /actuator/health", 200, new int[0])) {
            assertThatThrownBy(() ->
                            ListenAddress.free("127.0.0.1", other.address().getPort()))
                    .hasMessageContaining("in use by another Commonwatt service");
        }
    }

    @Test
    void nonsenseIsRefusedInWords() {
        assertThatThrownBy(() -> ListenAddress.free("127.0.0.1", 70_000)).hasMessageContaining("1 to 65535");
        assertThatThrownBy(() -> ListenAddress.free("no.such.host.invalid", 0))
                .hasMessageContaining("--host 127.0.0.1");
    }

    @Test
    void anAddressOfAnotherMachineIsSaid() {
        // Kept for documentation (RFC 5737), so that no machine has it.
        assertThatThrownBy(() -> ListenAddress.free("192.0.2.7", 8480))
                .hasMessageContaining("Nothing can listen at 192.0.2.7")
                .hasMessageContaining("--host");
    }
}
