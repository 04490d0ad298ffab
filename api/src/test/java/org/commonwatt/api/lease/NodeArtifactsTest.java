package org.commonwatt.api.lease;

import java.nio.charset.StandardCharsets;
import java.util.Objects;

import org.junit.jupiter.api.Test;

import org.commonwatt.api.registry.TestDatasets;
import org.commonwatt.protocol.lease.LeaseGrant;
import org.commonwatt.protocol.lease.Release;

import static org.assertj.core.api.Assertions.assertThat;

/** A node's token reaches what its leases need, and nothing else. */
class NodeArtifactsTest {

    private final LeaseWorld world = LeaseWorld.empty();
    private final Holder node = world.node("attic");

    @Test
    void aNodeReadsTheFilesOfItsLeasesDatasetOnlyWhileItHoldsTheLease() {
        world.submit();
        LeaseGrant lease = node.take();
        String file = trainFile(lease);

        assertThat(node.http().get(file).status()).isEqualTo(200);
        assertThat(world.node("cellar").http().get(file).problemName()).isEqualTo("not-found");
        node.release(lease, Release.Reason.SHUTDOWN);
        assertThat(node.http().get(file).problemName()).isEqualTo("not-found");
    }

    @Test
    void aNodeDoesNotReadWhatElseIsStored() {
        world.submit();
        node.take();
        byte[] secret = "somebody's own".getBytes(StandardCharsets.UTF_8);
        String path = "/api/v1/artifacts/" + TestDatasets.sha256(secret);
        world.submitter.putBytes(path, secret);
        assertThat(node.http().get(path).problemName()).isEqualTo("not-found");
    }

    @Test
    void aNodeUploadsOnlyWhileItHoldsALease() {
        byte[] bytes = "a model".getBytes(StandardCharsets.UTF_8);
        String path = "/api/v1/artifacts/" + TestDatasets.sha256(bytes);
        assertThat(node.http().putBytes(path, bytes).problemName()).isEqualTo("forbidden");
        world.submit();
        node.take();
        assertThat(node.http().putBytes(path, bytes).status()).isEqualTo(201);
    }

    private static String trainFile(LeaseGrant lease) {
        var train = Objects.requireNonNull(lease.dataset().splits().get("train"));
        return "/api/v1/artifacts/" + train.files().getFirst().sha256();
    }
}
