package org.commonwatt.chaos.stage;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/**
 * Ports that nothing listens on. They lie below those that systems hand out by themselves, so that no connection and no
 * listener without a wish takes one before the program that it is meant for does.
 */
public final class FreePorts {

    private static final int FIRST = 20_000;
    private static final int RANGE = 10_000;

    private FreePorts() {}

    /** One of them. */
    public static int one() {
        return several(1).getFirst();
    }

    /** So many of them, all different. */
    static List<Integer> several(int number) {
        int start = ThreadLocalRandom.current().nextInt(RANGE);
        List<Integer> free = IntStream.range(0, RANGE)
                .map(i -> FIRST + (start + i) % RANGE)
                .filter(FreePorts::isFree)
                .limit(number)
                .boxed()
                .toList();
        if (free.size() < number) {
            throw new IllegalStateException(
                    "fewer than " + number + " ports are free from " + FIRST + " to " + (FIRST + RANGE - 1));
        }
        return free;
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port)) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
