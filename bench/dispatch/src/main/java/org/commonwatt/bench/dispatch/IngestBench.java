package org.commonwatt.bench.dispatch;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** Metric points over HTTP, and the page of a job that has a million of them. */
public final class IngestBench {

    /** Points in a report: of a run with some steps a second, and of one that was cut off and delivers what it kept. */
    private static final List<Integer> SIZES = List.of(20, 200, 2_000);

    private static final int NODES = 16;

    /** As many as the dashboard's page of a job asks for. */
    private static final int SHOWN = 1_500;

    private static final double PAGE_MILLIS = 200;

    private static final String[] OPTIONS = {"-Xmx768m", "-XX:+UseSerialGC", "--logging.level.org.commonwatt=WARN"};

    private IngestBench() {}

    /** @param args the folder to work in, then {@code --quick} where wanted */
    public static void main(String[] args) throws Exception {
        boolean quick = List.of(args).contains("--quick");
        Path folder = Path.of(args[0]).toAbsolutePath();
        Figures figures = new Figures();
        try (Database database = Database.start(folder)) {
            String url = database.make("ingest");
            World.prepare(database, url, World.NODES);
            World.queue(database, url, NODES);
            try (Service service = Service.start(database, url, folder.resolve("service"), OPTIONS);
                    Reporters reporters = new Reporters(service.port(), NODES);
                    BareMetrics bare = new BareMetrics(database, url, Loop.THREADS)) {
                speeds(database, service, reporters, bare, figures, quick);
                page(database, url, service, reporters, figures, quick);
            }
        }
        figures.end();
    }

    private static void speeds(
            Database database, Service service, Reporters reporters, BareMetrics bare, Figures figures, boolean quick)
            throws Exception {
        Duration time = Duration.ofSeconds(quick ? 2 : 8);
        for (int size : SIZES) {
            reporters.run(size, Duration.ofSeconds(2)); // while Java compiles
            bare.run(size, Duration.ofSeconds(1));
        }
        for (int round = 1; round <= (quick ? 1 : 3); round++) {
            System.err.println("round " + round);
            for (int size : SIZES) {
                Cpu before = Cpu.now(database.process());
                Duration spent = service.cpu();
                double rate = reporters.run(size, time);
                figures.add("http." + size, rate);
                double points = rate * time.toSeconds();
                System.err.printf(
                        "  %28s %,8.1f µs of PostgreSQL, %,.1f of the service a point%n",
                        "",
                        Cpu.now(database.process()).since(before).server() / points,
                        service.cpu().minus(spent).toNanos() / 1000.0 / points);
                figures.add("bare." + size, bare.run(size, time));
            }
        }
        for (int size : SIZES) {
            figures.tell("pointsPerSecond." + size, figures.median("http." + size));
            figures.tell("bare." + size, figures.median("bare." + size));
            figures.tell("ofBare." + size, figures.median("http." + size) / figures.median("bare." + size));
        }
    }

    private static void page(
            Database database, String url, Service service, Reporters reporters, Figures figures, boolean quick)
            throws IOException {
        long points = quick ? 100_000 : 1_000_000;
        System.err.printf("a job with %,d points%n", points);
        reporters.fill(points, SIZES.getLast());
        long there = database.number(url, "select count(*) from metric where job_id = '" + reporters.firstJob() + "'");
        if (there < points) {
            throw new IllegalStateException("of " + points + " points " + there + " are there");
        }
        String key = World.key(database, url);
        String path = "/api/v1/jobs/" + reporters.firstJob() + "/metrics?points=" + SHOWN;
        int looks = 40;
        double[] millis = new double[looks];
        try (Connection connection = new Connection(service.port(), key)) {
            for (int look = 0; look < looks; look++) {
                long begin = System.nanoTime();
                Connection.Answer answer = connection.send("GET", path, "Accept-Encoding: gzip\r\n", "");
                millis[look] = (System.nanoTime() - begin) / 1e6;
                if (answer.status() != 200) {
                    throw new IllegalStateException("the page was answered with " + answer.status());
                }
            }
            String plain = connection.send("GET", path, "", "").body();
            if (!plain.contains("\"total\":" + there / 2)) {
                throw new IllegalStateException("the page does not tell of all points: " + plain.substring(0, 200));
            }
        }
        double first = millis[0];
        Arrays.sort(millis);
        figures.tell("page.points", there);
        figures.tell("page.firstMs", first);
        figures.tell("page.medianMs", millis[looks / 2]);
        figures.tell("page.slowestMs", millis[looks - 1]);
        figures.wantAtMost("the page, in ms", millis[looks / 2], PAGE_MILLIS);
    }
}
