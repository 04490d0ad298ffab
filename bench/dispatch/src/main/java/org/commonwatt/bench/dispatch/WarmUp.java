package org.commonwatt.bench.dispatch;

import java.util.concurrent.Callable;

/** Lets a contender live until it gets no faster: a cold one is measured by how fast Java compiles it. */
final class WarmUp {

    private static final double FASTER = 1.1;

    /** So often in a row no faster than the best before. */
    private static final int SETTLED = 3;

    private static final int MOST = 30;

    private WarmUp() {}

    /**
     * @param segment some seconds of lives; answers with their rate
     * @return the best rate
     */
    static double run(Callable<Double> segment) throws Exception {
        double best = 0;
        for (int done = 0, settled = 0; done < MOST && settled < SETTLED; done++) {
            double rate = segment.call();
            settled = rate < FASTER * best ? settled + 1 : 0;
            best = Math.max(best, rate);
            System.err.printf("  %28s %,10.1f%n", "warming up", rate);
        }
        return best;
    }
}
