package org.commonwatt.bench.dispatch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The same loop for all: some threads that live lives until the time is over. */
public final class Loop {

    /** As many as keep two cores and the disk busy. */
    public static final int THREADS = 8;

    private Loop() {}

    /** One batch of lives; answers with their number. */
    @FunctionalInterface
    public interface Lives {
        int live() throws Exception;
    }

    /** @param threads one for each; every one has its own connection */
    public static double run(List<? extends Lives> threads, Duration time) throws Exception {
        long begin = System.nanoTime();
        long end = begin + time.toNanos();
        try (ExecutorService pool = Executors.newFixedThreadPool(threads.size())) {
            List<Callable<Long>> work = new ArrayList<>();
            for (Lives lives : threads) {
                work.add(() -> {
                    long count = 0;
                    while (System.nanoTime() < end) {
                        count += lives.live();
                    }
                    return count;
                });
            }
            long total = 0;
            for (Future<Long> count : pool.invokeAll(work)) {
                total += count.get();
            }
            return total * 1e9 / (System.nanoTime() - begin);
        }
    }
}
