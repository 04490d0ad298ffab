package org.commonwatt.bench.dispatch;

import java.time.Duration;

/** One way to take tasks through their lives. */
@FunctionalInterface
interface Contender extends AutoCloseable {

    /** Lives a second over a time. */
    double run(Duration time) throws Exception;

    @Override
    default void close() throws Exception {}
}
