package org.commonwatt.chaos.check;

import java.sql.SQLException;

/** At most one result of a task is taken, and a job has succeeded exactly where one was. */
final class OneResult implements Invariant {

    private final Rows rows;

    OneResult(Rows rows) {
        this.rows = rows;
    }

    @Override
    public void check(Findings findings) throws SQLException {
        rows.list("""
                select task.id, task.state as task, job_state.state as job,
                       count(*) filter (where attempt.outcome = 'TRAINED') as results
                from task
                join job_state on job_state.job_id = task.job_id
                left join attempt on attempt.task_id = task.id
                group by task.id, task.state, job_state.state
                """, row -> {
            String task = row.getString("id");
            long results = row.getLong("results");
            boolean succeeded = row.getString("job").equals("SUCCEEDED");
            boolean done = row.getString("task").equals("DONE");
            findings.saw("tasks");
            findings.require(results <= 1, "task %s has %d accepted results", task, results);
            findings.require(
                    succeeded == (results == 1) && succeeded == done,
                    "task %s is %s with %d results, and its job %s",
                    task,
                    row.getString("task"),
                    results,
                    row.getString("job"));
            return task;
        });
    }
}
