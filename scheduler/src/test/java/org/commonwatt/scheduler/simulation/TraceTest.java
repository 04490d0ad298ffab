package org.commonwatt.scheduler.simulation;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TraceTest {

    @Test
    void jobsAreSortedByArrivalAndKnowTheMeanOfTheirQueue() {
        JobTrace trace = Traces.jobs("7200.0,36000.0,2", "0,600,1", "5,1200.4,1");
        assertThat(trace.jobs()).extracting(TraceJob::arrival).containsExactly(0, 1, 1440);
        assertThat(trace.jobs()).extracting(job -> job.queue().mean()).containsExactly(180, 180, 7200);
        assertThat(trace.mostCpus()).isEqualTo(2);
        assertThat(trace.meanDemand()).isEqualTo((120 + 240 + 2 * 7200) / 1440.0);
    }

    @Test
    void columnsMayStandInAnyOrderBesideOthers() {
        JobTrace trace = JobTrace.parse("f", List.of("user,cpus,length,arrival_time", "7,4,3600,60", ""));
        assertThat(trace.jobs().getFirst().length()).isEqualTo(720);
    }

    @Test
    void whatCannotBeReadIsNamedWithItsPlace() {
        refused(List.of(), "f is empty");
        refused(List.of("arrival_time,length,cpus"), "nothing below it");
        refused(List.of("arrival_time,cpus", "1,1"), "line 1: there is no column length; there is arrival_time, cpus");
        refused(jobs("0,3600"), "line 2: 2 values where the first line names 3");
        refused(jobs("0,3600,1", "0,x,1"), "line 3: 'x' is not a number");
        refused(jobs("0,NaN,1"), "'NaN' is not a number");
        refused(jobs("-1,3600,1"), "arrival_time is below 0");
        refused(jobs("0,-3600,1"), "length is below the simulator's 5 s");
        refused(jobs("0,3600,0"), "cpus is not a whole number of 1 or more");
        refused(jobs("0,3600,1.5"), "cpus is not a whole number of 1 or more");
        refused(jobs("0,1e300,1"), "more than five years");
    }

    @Test
    void intensitiesWithoutZonesWithGapsOrBelowNothingAreRefused() {
        refusedGrid(List.of(), "g is empty");
        refusedGrid(List.of("hour", "0"), "there is no zone beside the hour");
        refusedGrid(List.of("hour,A", "0,100", "2,100"), "line 3: hour 2 where hour 1 is next");
        refusedGrid(List.of("hour,A", "0,-100"), "line 2: the intensity of A is below 0");
        refusedGrid(List.of("hour,A", "0,"), "line 2: '' is not a number");
        refusedGrid(List.of("hour,A,A", "0,1,1"), "the column A is there twice");
    }

    private static List<String> jobs(String... lines) {
        List<String> all = new ArrayList<>(List.of("arrival_time,length,cpus"));
        all.addAll(List.of(lines));
        return all;
    }

    private static void refused(List<String> lines, String message) {
        assertThatThrownBy(() -> JobTrace.parse("f", lines))
                .isInstanceOf(TraceFault.class)
                .hasMessageContaining(message);
    }

    private static void refusedGrid(List<String> lines, String message) {
        assertThatThrownBy(() -> IntensityTrace.parse("g", lines))
                .isInstanceOf(TraceFault.class)
                .hasMessageContaining(message);
    }
}
