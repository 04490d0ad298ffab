package org.commonwatt.worker.training;

import java.time.Duration;
import java.util.Arrays;

import org.commonwatt.worker.training.tensor.Torch;

/**
 * How many threads a run uses when nobody said so, found by trying. More threads must earn their place: where another
 * process is busy they can be ten times slower than one, and they draw more power.
 */
final class ThreadChoice {

    /** By how much a larger count must be faster to be taken. */
    private static final double WORTHWHILE = 1.15;

    private static final int TRIALS = 3;
    private static final Duration BUDGET = Duration.ofMillis(800);

    private ThreadChoice() {}

    /** One training step, the result of which is thrown away. */
    interface Step {
        void run() throws Exception;
    }

    /**
     * The count that makes {@code step} fast, from 1 and all processors; the larger is not tried where a single step is
     * so long that trying would take long itself.
     */
    static int calibrate(int processors, Step step) throws Exception {
        Torch.useThreads(1);
        step.run();
        if (processors == 1) {
            return 1;
        }
        double one = seconds(step);
        Torch.useThreads(processors);
        step.run();
        double all = seconds(step);
        return one / all >= WORTHWHILE ? processors : 1;
    }

    /** The median time of a few steps. */
    private static double seconds(Step step) throws Exception {
        double[] times = new double[TRIALS];
        int done = 0;
        long end = System.nanoTime() + BUDGET.toNanos() / 2;
        while (done < TRIALS) {
            long start = System.nanoTime();
            step.run();
            long now = System.nanoTime();
            times[done++] = (now - start) / 1e9;
            if (now > end) {
                break;
            }
        }
        Arrays.sort(times, 0, done);
        return times[done / 2];
    }
}
