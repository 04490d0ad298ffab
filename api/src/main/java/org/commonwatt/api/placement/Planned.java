package org.commonwatt.api.placement;

import java.time.Instant;

/**
 * Where and when work means to run, by the last decision about it.
 *
 * @param from beginning of its next window, or of the one that it is in
 * @param to end of that window
 */
record Planned(String zone, Instant from, Instant to) {}
