package org.commonwatt.api.fleet;

import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import org.commonwatt.api.Http;
import org.commonwatt.protocol.node.Capability;
import org.commonwatt.protocol.node.Joining;

/** A donated machine for tests that speaks to the service as a worker does. */
public record Machine(UUID id, Http http) {

    /** What an ordinary laptop offers. */
    public static Capability laptop(@Nullable String zone) {
        return offer(8L << 30, zone, 1);
    }

    /** A machine that offers so much memory and takes so many further leases. */
    public static Capability offer(long memoryBytes, @Nullable String zone, int freeLeases) {
        return new Capability(
                "linux",
                "amd64",
                "Test CPU",
                2,
                15,
                "test",
                false,
                memoryBytes,
                64L << 30,
                List.of(),
                0.1,
                0,
                zone,
                freeLeases,
                "test",
                null);
    }

    /** Joins a machine to the account of a key. */
    public static Machine join(Http http, String key, String name) {
        return join(http, key, name, laptop(null));
    }

    public static Machine join(Http http, String key, String name, Capability capability) {
        Joining.Code code = http.as(key).post("/api/v1/nodes/codes").as(Joining.Code.class);
        Joining.Joined joined = http.post("/api/v1/nodes", new Joining(code.code(), name, capability))
                .as(Joining.Joined.class);
        return new Machine(joined.nodeId(), http.as(joined.token()));
    }
}
