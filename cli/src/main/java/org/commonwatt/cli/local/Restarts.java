package org.commonwatt.cli.local;

import java.time.Duration;

/** How often a process that keeps dying is started again: a few times in a row, and anew once it has worked for long. */
final class Restarts {

    private static final int MOST_IN_A_ROW = 5;
    private static final Duration LONG = Duration.ofHours(1);

    private int inARow;

    /**
     * Whether it is to be started again.
     *
     * @param worked from its start to its end
     */
    boolean after(Duration worked) {
        inARow = worked.compareTo(LONG) < 0 ? inARow + 1 : 1;
        return inARow <= MOST_IN_A_ROW;
    }
}
