package org.commonwatt.worker.run;

import java.time.Duration;

/** A moment on the clock that never jumps. */
record Deadline(long nanoTime) {

    static Deadline now() {
        return new Deadline(System.nanoTime());
    }

    static Deadline in(Duration delay) {
        return new Deadline(System.nanoTime() + delay.toNanos());
    }

    boolean isOver() {
        return System.nanoTime() - nanoTime >= 0;
    }

    /** Time until then; never negative. */
    Duration left() {
        return Duration.ofNanos(Math.max(0, nanoTime - System.nanoTime()));
    }
}
