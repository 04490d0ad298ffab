package org.commonwatt.bench;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * How a contender is measured: it reads a number of steps a line on standard input, and answers each with the nanoseconds
 * that they took. Between two rounds it waits, so that the others have the machine to themselves.
 */
final class Rounds {

    private Rounds() {}

    /** A step of training, which gives its loss. */
    interface Step {
        float run() throws Exception;
    }

    /** Serves rounds until standard input ends. */
    static void serve(String what, Step step) throws Exception {
        PrintStream out = System.out;
        System.setOut(System.err);
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        out.println(what + " loss " + step.run());
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            int steps = Integer.parseInt(line);
            float loss = 0;
            long start = System.nanoTime();
            for (int i = 0; i < steps; i++) {
                loss = step.run();
            }
            out.println((System.nanoTime() - start) + " " + loss);
        }
    }

    /** A random order of 0..length−1. */
    static int[] shuffled(int length, java.util.random.RandomGenerator random) {
        int[] order = new int[length];
        for (int i = 0; i < length; i++) {
            int other = random.nextInt(i + 1);
            order[i] = order[other];
            order[other] = i;
        }
        return order;
    }
}
