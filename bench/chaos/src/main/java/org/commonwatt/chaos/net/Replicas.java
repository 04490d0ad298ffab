package org.commonwatt.chaos.net;

import java.util.List;

/** Where the service's replicas listen. */
public record Replicas(List<Integer> ports) {

    /** All of them, beginning with one. */
    List<Integer> inOrder(int first) {
        int at = first % ports.size();
        return java.util.stream.Stream.concat(ports.subList(at, ports.size()).stream(), ports.subList(0, at).stream())
                .toList();
    }
}
