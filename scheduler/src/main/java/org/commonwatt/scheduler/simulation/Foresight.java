package org.commonwatt.scheduler.simulation;

/** What is known of the hours to come. */
enum Foresight {
    /** All of it. */
    EXACT,
    /** The mean of the same hour over the last seven days: what the published policies plan with. */
    PLAIN,
    /** What the service expects where no source forecasts. */
    PERSISTENCE
}
