package org.commonwatt.bench.dispatch;

import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** The service over HTTP: 64 workers that poll, the planner, everything; empty, with a past, and beside an old transaction. */
final class HttpRounds {

    /** More tasks for each second than the service hands out. */
    private static final int TASKS = 6_000;

    private static final int DEEP = 100_000;

    private static final String[] OPTIONS = {"-Xmx768m", "-XX:+UseSerialGC", "--logging.level.org.commonwatt=WARN"};

    private final Database database;
    private final Path folder;
    private final Figures figures;
    private final boolean quick;

    HttpRounds(Database database, Path folder, Figures figures, boolean quick) {
        this.database = database;
        this.folder = folder;
        this.figures = figures;
        this.quick = quick;
    }

    void run() throws Exception {
        Duration time = Duration.ofSeconds(quick ? 4 : 15);
        String empty = prepared("young");
        String loaded = prepared("old");
        System.err.println("writing a past");
        World.history(database, loaded, quick ? 20_000 : 200_000);
        World.queue(database, loaded, quick ? DEEP / 10 : DEEP);
        database.execute(loaded, "vacuum analyze");
        try (Service young = Service.start(database, empty, folder.resolve("young"), OPTIONS);
                Service old = Service.start(database, loaded, folder.resolve("old"), OPTIONS)) {
            warmUp(young, empty);
            warmUp(old, loaded);
            for (int round = 1; round <= (quick ? 1 : 3); round++) {
                System.err.println("round " + round);
                measure("http", young, empty, time);
                measure("http, with a past", old, loaded, time);
            }
            figures.tell("http.livesPerSecond", figures.median("http"));
            figures.tell("http.claimP99Ms", figures.median("http, claim p99 in ms"));
            double past = figures.median("http, with a past") / figures.median("http");
            figures.tell("http.ofEmptyWithPast", past);
            figures.want("lives a second over HTTP", figures.median("http"), 1_500);
            figures.wantAtMost("99 of 100 claims, in ms", figures.median("http, claim p99 in ms"), 100);
            figures.want("with a past of the empty one", past, 0.9);
        }
        try (Service service = Service.start(database, empty, folder.resolve("young"), OPTIONS)) {
            besideAnOldTransaction(service, empty);
        }
    }

    private void besideAnOldTransaction(Service service, String url) throws Exception {
        Duration segment = Duration.ofSeconds(quick ? 5 : 30);
        warmUp(service, url);
        measure("http, before", service, url, segment);
        try (java.sql.Connection old = database.connect(url);
                Statement statement = old.createStatement()) {
            hold(old, statement);
            for (int spent = 0; spent < (quick ? 15 : 180); spent += (int) segment.toSeconds()) {
                measure("http, beside it", service, url, segment);
            }
            old.rollback();
        }
        double ratio = figures.last("http, beside it") / figures.median("http, before");
        figures.tell("http.ofFreeBesideOldTransaction", ratio);
        figures.want("beside a transaction held open, of before", ratio, 0.8);
    }

    /** A transaction that keeps what it might still see from being cleared away. */
    private static void hold(java.sql.Connection connection, Statement statement) throws SQLException {
        connection.setAutoCommit(false);
        statement.execute("set transaction isolation level repeatable read");
        statement.execute("select count(*) from node");
    }

    private String prepared(String name) {
        String url = database.make(name);
        World.prepare(database, url, World.NODES);
        return url;
    }

    private void warmUp(Service service, String url) throws Exception {
        Duration segment = Duration.ofSeconds(quick ? 4 : 10);
        WarmUp.run(() -> {
            World.queue(database, url, TASKS * (int) segment.toSeconds() / 2);
            return Workers.run(service.port(), World.NODES, segment, 0, false).livesPerSecond();
        });
    }

    private void measure(String name, Service service, String url, Duration time) throws Exception {
        World.queue(database, url, (int) (TASKS * time.toSeconds() / 2));
        Cpu before = Cpu.now(database.process());
        Duration spent = service.cpu();
        Workers.Done done = Workers.run(service.port(), World.NODES, time, 0, false);
        Cpu used = Cpu.now(database.process()).since(before);
        double lives = done.livesPerSecond() * time.toSeconds();
        figures.add(name, done.livesPerSecond());
        figures.add(name + ", claim p99 in ms", done.claimMillis(0.99));
        System.err.printf(
                "  %28s %,8.0f µs of PostgreSQL, %,.0f of the service and %,.0f of the load a life; claims %.1f ms%n",
                "",
                used.server() / lives,
                service.cpu().minus(spent).toNanos() / 1000.0 / lives,
                used.own() / lives,
                done.claimMillis(0.5));
    }
}
