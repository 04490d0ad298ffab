package org.commonwatt.scheduler.timing;

/** What is known of the work that a task still has before it, in hours of running. */
public sealed interface Remaining {

    /** It takes these hours: from a plan of the spec, or from the progress of a run. */
    record Known(double hours) implements Remaining {

        public Known {
            requireLength(hours);
        }
    }

    /**
     * It takes these hours in the mean, whatever it has run already: what is known of work like it. Lengths of cluster jobs
     * within one queue are close to such a memoryless distribution: in the trace of Alibaba's PAI the mean rest of jobs of
     * two hours and more stays between 5 and 9 h after 2 to 15 h.
     */
    record Expected(double hours) implements Remaining {

        public Expected {
            requireLength(hours);
        }
    }

    /** Hours in the mean. */
    double hours();

    private static void requireLength(double hours) {
        if (!(hours > 0) || Double.isInfinite(hours)) {
            throw new IllegalArgumentException("remaining work takes more than 0 hours, and not for ever");
        }
    }
}
