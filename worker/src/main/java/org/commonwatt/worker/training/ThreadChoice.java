package org.commonwatt.worker.training;

import java.io.IOException;
import java.util.Arrays;

import org.commonwatt.worker.training.data.DataFault;
import org.commonwatt.worker.training.tensor.Torch;

/**
 * How many threads a run uses when nobody said so, found by trying. More threads must earn their place: where another
 * process is busy they can be ten times slower than one, and they draw more power.
 */
final class ThreadChoice {

    /** By how much a larger count must be faster to be taken. */
    private static final double WORTHWHILE = 1.15;

    /** About how long one trial may take, in s; seven of them are made. */
    private static final double TRIAL_SECONDS = 0.12;

    private static final int TRIALS = 3;
    private static final int FIRST_EXAMPLES = 4;

    private final Rehearsal rehearsal;
    private final int batchSize;

    private ThreadChoice(Rehearsal rehearsal, int batchSize) {
        this.rehearsal = rehearsal;
        this.batchSize = batchSize;
    }

    /** A training step on so many examples, the result of which is thrown away. */
    interface Rehearsal {
        void step(int examples) throws DataFault, IOException;
    }

    /** 1 or {@code processors}, whichever makes steps of {@code batchSize} examples fast. Takes about a second. */
    static int calibrate(int processors, int batchSize, Rehearsal rehearsal) throws DataFault, IOException {
        return processors == 1 ? 1 : new ThreadChoice(rehearsal, batchSize).choose(processors);
    }

    private int choose(int processors) throws DataFault, IOException {
        Torch.useThreads(1);
        int first = Math.min(FIRST_EXAMPLES, batchSize);
        // The very first step builds kernels and fetches pages, so the second is the one to judge by.
        seconds(first);
        double perExample = seconds(first) / first;
        int examples = (int) Math.clamp(TRIAL_SECONDS / perExample, first, batchSize);
        double one = medianSeconds(examples);
        Torch.useThreads(processors);
        seconds(first);
        return one / medianSeconds(examples) >= WORTHWHILE ? processors : 1;
    }

    private double medianSeconds(int examples) throws DataFault, IOException {
        double[] times = new double[TRIALS];
        for (int i = 0; i < TRIALS; i++) {
            times[i] = seconds(examples);
        }
        Arrays.sort(times);
        return times[TRIALS / 2];
    }

    private double seconds(int examples) throws DataFault, IOException {
        long start = System.nanoTime();
        rehearsal.step(examples);
        return (System.nanoTime() - start) / 1e9;
    }
}
