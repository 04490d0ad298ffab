package org.commonwatt.scheduler.simulation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Jobs in order of arrival.
 *
 * @param jobs the jobs
 */
public record JobTrace(List<TraceJob> jobs) {

    private record Line(double arrival, double length, int cpus) {

        boolean isShort() {
            return length < Queue.SHORT_SECONDS;
        }
    }

    public JobTrace {
        jobs = List.copyOf(jobs);
    }

    /**
     * Reads {@code arrival_time} (s), {@code length} (s) and {@code cpus} in any order of columns.
     *
     * @param source name of the file, for messages
     * @throws TraceFault when a column is missing, or a value is negative or no number
     */
    public static JobTrace parse(String source, List<String> lines) {
        Table table = new Table(source, lines);
        int arrival = table.column("arrival_time");
        int length = table.column("length");
        int cpus = table.column("cpus");
        List<Line> read = new ArrayList<>(table.rows());
        for (int row = 0; row < table.rows(); row++) {
            double[] values = table.row(row);
            if (values[arrival] < 0) {
                throw table.fault(row, "arrival_time is below 0");
            }
            if (values[length] < Ticks.SECONDS) {
                throw table.fault(row, "length is below the simulator's " + Ticks.SECONDS + " s");
            }
            if (values[cpus] < 1 || values[cpus] != Math.rint(values[cpus])) {
                throw table.fault(row, "cpus is not a whole number of 1 or more");
            }
            if (values[arrival] + values[length] > 5L * 365 * 86_400) {
                throw table.fault(row, "the job ends after more than five years");
            }
            read.add(new Line(values[arrival], values[length], (int) values[cpus]));
        }
        read.sort(Comparator.comparingDouble(Line::arrival));
        return of(read);
    }

    private static JobTrace of(List<Line> lines) {
        Queue quick = new Queue(Queue.SHORT_BUDGET, mean(lines, true));
        Queue slow = new Queue(Queue.LONG_BUDGET, mean(lines, false));
        List<TraceJob> jobs = new ArrayList<>(lines.size());
        for (Line line : lines) {
            jobs.add(new TraceJob(
                    jobs.size(),
                    Ticks.ofSeconds(line.arrival()),
                    Ticks.ofSeconds(line.length()),
                    line.cpus(),
                    line.isShort() ? quick : slow));
        }
        return new JobTrace(jobs);
    }

    private static int mean(List<Line> lines, boolean isShort) {
        return Ticks.ofSeconds(lines.stream()
                .filter(line -> line.isShort() == isShort)
                .mapToDouble(Line::length)
                .average()
                .orElse(Ticks.SECONDS));
    }

    /** Processors at work in the mean from the first arrival to the last: what a capacity is a multiple of. */
    public double meanDemand() {
        double work = 0;
        for (TraceJob job : jobs) {
            work += (double) job.length() * job.cpus();
        }
        int span = jobs.getLast().arrival() - jobs.getFirst().arrival();
        return work / Math.max(span, Ticks.PER_HOUR);
    }

    /** Processors of the largest job. */
    public int mostCpus() {
        return jobs.stream().mapToInt(TraceJob::cpus).max().orElse(1);
    }

    /** Hours after which every job has reached its deadline. */
    int hours() {
        return Math.ceilDiv(jobs.stream().mapToInt(TraceJob::deadline).max().orElse(0), Ticks.PER_HOUR);
    }
}
