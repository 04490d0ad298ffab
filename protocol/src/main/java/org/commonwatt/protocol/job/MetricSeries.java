package org.commonwatt.protocol.job;

import java.util.List;

/**
 * The points of one metric on one split, ordered by step; each step appears once, also after a resume.
 *
 * @param total number of stored points; more than {@code points} where the answer was thinned
 */
public record MetricSeries(String name, String split, long total, List<MetricPoint> points) {

    /** All series of a job. */
    public record Set(List<MetricSeries> series) {}
}
