package org.commonwatt.protocol.plan;

import java.time.Duration;

import org.commonwatt.protocol.Violations;
import org.commonwatt.protocol.form.Durations;
import org.commonwatt.protocol.spec.Deadline;
import org.commonwatt.protocol.spec.JobSchedule;

/** Whether what a spec says about its time holds together. What depends on the moment of its submission is not looked at. */
final class ScheduleFit {

    private ScheduleFit() {}

    static void check(JobSchedule schedule, Violations violations) {
        Duration maxWait = schedule.maxWait();
        if (maxWait != null && !schedule.deferrable()) {
            violations.add(
                    "/schedule/maxWait",
                    "a job that is not deferrable starts as soon as a node has room and never waits for cleaner electricity",
                    "deferrable: true");
        }
        if (maxWait != null
                && schedule.deadline() instanceof Deadline.After(Duration time)
                && maxWait.compareTo(time) > 0) {
            violations.add(
                    "/schedule/maxWait",
                    "the job may wait longer than its deadline, " + Durations.write(time)
                            + " after the submission, allows",
                    Durations.write(time));
        }
    }
}
