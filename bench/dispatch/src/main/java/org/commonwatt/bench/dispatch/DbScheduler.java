package org.commonwatt.bench.dispatch;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.zaxxer.hikari.HikariDataSource;

/** db-scheduler, which locks and fetches, with tasks that do nothing: its quicker way of polling, as its notes on speed set it. */
final class DbScheduler implements Contender {

    private static final String TABLE = """
            create table scheduled_tasks (
                task_name text not null, task_instance text not null, task_data bytea, execution_time timestamptz not null,
                picked boolean not null, picked_by text, last_success timestamptz, last_failure timestamptz,
                consecutive_failures integer, last_heartbeat timestamptz, version bigint not null, priority smallint,
                primary key (task_name, task_instance))
            """;

    private final Database database;
    private final String url;
    private final HikariDataSource pool;
    private final AtomicLong done = new AtomicLong();
    private final OneTimeTask<Void> task = Tasks.oneTime("life").execute((instance, context) -> done.incrementAndGet());

    DbScheduler(Database database, String url) {
        this.database = database;
        this.url = url;
        this.pool = database.pool(url, 30);
        database.execute(
                url,
                TABLE,
                "create index on scheduled_tasks (execution_time)",
                "create index on scheduled_tasks (last_heartbeat)");
    }

    void queue(int tasks) {
        database.execute(url, """
                insert into scheduled_tasks (task_name, task_instance, execution_time, picked, version)
                select 'life', gen_random_uuid()::text, now(), false, 1 from generate_series(1, %d)
                """.formatted(tasks), "vacuum analyze scheduled_tasks");
    }

    @Override
    public double run(Duration time) throws InterruptedException {
        Scheduler scheduler = Scheduler.create(pool, task)
                .threads(30)
                .pollingInterval(Duration.ofMillis(100))
                .pollUsingLockAndFetch(0.5, 4.0)
                .build();
        scheduler.start();
        try {
            long before = done.get();
            long begin = System.nanoTime();
            Thread.sleep(time);
            return (done.get() - before) * 1e9 / (System.nanoTime() - begin);
        } finally {
            scheduler.stop();
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}
