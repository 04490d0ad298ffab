package org.commonwatt.bench.dispatch;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The service's statements beside the bare ones and beside db-scheduler, in turn. */
final class StatementRounds {

    private static final List<Integer> BATCHES = List.of(1, 10, 100);

    private final Database database;
    private final Path folder;
    private final Figures figures;
    private final Duration time;
    private final int rounds;

    StatementRounds(Database database, Path folder, Figures figures, Duration time, int rounds) {
        this.database = database;
        this.folder = folder;
        this.figures = figures;
        this.time = time;
        this.rounds = rounds;
    }

    void run() throws Exception {
        String ours = prepared("ours");
        String bare = prepared("bare");
        String theirs = database.make("theirs");
        try (Own own = new Own(database, ours, folder.resolve("own"));
                DbScheduler scheduler = new DbScheduler(database, theirs)) {
            for (int batch : BATCHES) {
                System.err.println("in batches of " + batch);
                warmUp(own.inBatchesOf(batch), ours);
                try (Ceiling ceiling = new Ceiling(database, bare, batch, Loop.THREADS)) {
                    warmUp(ceiling, bare);
                }
            }
            for (int round = 1; round <= rounds; round++) {
                System.err.println("round " + round);
                for (int batch : BATCHES) {
                    measure("statements." + batch, own.inBatchesOf(batch), ours);
                    try (Ceiling ceiling = new Ceiling(database, bare, batch, Loop.THREADS)) {
                        ceiling.run(Duration.ofMillis(500)); // its connections are new: their statements get prepared
                        measure("ceiling." + batch, ceiling, bare);
                    }
                }
                scheduler.queue(TASKS * (int) Math.max(2, time.toSeconds()));
                figures.add("dbScheduler", scheduler.run(time));
                database.execute(theirs, "truncate scheduled_tasks");
            }
        }
        database.drop(ours);
        database.drop(bare);
        database.drop(theirs);
        tell();
    }

    /** More tasks for each second than anybody here takes. */
    private static final int TASKS = 20_000;

    private static final Duration SETTLES = Duration.ofMillis(500);

    private String prepared(String name) {
        String url = database.make(name);
        World.prepare(database, url, World.NODES);
        return url;
    }

    private void warmUp(Contender contender, String url) throws Exception {
        WarmUp.run(() -> {
            refill(url);
            return contender.run(time);
        });
    }

    private void refill(String url) {
        long wanted = TASKS * Math.max(2, time.toSeconds());
        long there = database.number(url, "select count(*) from ready_task");
        if (there < wanted) {
            World.queue(database, url, (int) (wanted - there));
        }
    }

    private void measure(String name, Contender contender, String url) throws Exception {
        refill(url);
        database.execute(url, "vacuum analyze ready_task, lease, task, job_state, attempt", "checkpoint");
        // By then the process behind the last statements has ended, with all its time accounted for.
        Thread.sleep(SETTLES);
        Cpu before = Cpu.now(database.process());
        double rate = contender.run(time);
        Cpu spent = Cpu.now(database.process()).since(before);
        figures.add(name, rate);
        double lives = rate * time.toNanos() / 1e9;
        System.err.printf(
                "  %28s %,8.0f µs of PostgreSQL and %,.0f µs of Java a life%n",
                "", spent.server() / lives, spent.own() / lives);
    }

    private void tell() {
        figures.tell("dbScheduler", figures.median("dbScheduler"));
        for (int batch : BATCHES) {
            double ours = figures.median("statements." + batch);
            double bare = figures.median("ceiling." + batch);
            figures.tell("statements." + batch, ours);
            figures.tell("ceiling." + batch, bare);
            figures.want("statements of the ceiling, by " + batch, ours / bare, 0.8);
            if (batch >= 10) {
                figures.want("statements of db-scheduler, by " + batch, ours / figures.median("dbScheduler"), 1.5);
            }
        }
    }
}
