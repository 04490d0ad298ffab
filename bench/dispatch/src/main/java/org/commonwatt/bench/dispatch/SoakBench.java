package org.commonwatt.bench.dispatch;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * The service over HTTP at half of what it can do, for long: what lives with the work has to stay as large as it is, and what
 * keeps a life for ever has to grow by the same for each.
 */
public final class SoakBench {

    /** Rows that come and go with the work. */
    private static final List<String> WORK = List.of("ready_task", "lease", "node_presence", "service_heartbeat");

    /** Rows that stay. */
    private static final List<String> KEPT =
            List.of("job", "job_state", "task", "attempt", "job_progress", "job_event", "metric", "metric_span");

    private static final String[] OPTIONS = {"-Xmx768m", "-XX:+UseSerialGC", "--logging.level.org.commonwatt=WARN"};

    private static final double SHARE = 0.5;

    private SoakBench() {}

    /**
     * A look.
     *
     * @param lives that are over by then
     * @param work bytes of each table of work, indexes and all
     * @param kept bytes of all tables that keep lives
     */
    private record Look(long lives, Service.Memory memory, long connections, Map<String, Long> work, long kept) {}

    /** @param args the folder to work in, then {@code --minutes M} where wanted */
    public static void main(String[] args) throws Exception {
        int minutes = Options.number(List.of(args), "--minutes", 30);
        Path folder = Path.of(args[0]).toAbsolutePath();
        Figures figures = new Figures();
        try (Database database = Database.start(folder)) {
            String url = database.make("soak");
            World.prepare(database, url, World.NODES);
            try (Service service = Service.start(database, url, folder.resolve("service"), OPTIONS)) {
                double rate = SHARE * most(database, url, service);
                System.err.printf("%,.0f lives a second for %d minutes%n", rate, minutes);
                tell(figures, rate, soak(database, url, service, rate, minutes));
            }
        }
        figures.end();
    }

    /** Lives a second where nothing holds the workers back. */
    private static double most(Database database, String url, Service service) throws Exception {
        return WarmUp.run(() -> {
            World.queue(database, url, 30_000);
            return Workers.run(service.port(), World.NODES, Duration.ofSeconds(10), 0, true)
                    .livesPerSecond();
        });
    }

    private static List<Look> soak(Database database, String url, Service service, double rate, int minutes)
            throws Exception {
        List<Look> looks = new ArrayList<>();
        for (int minute = 0; minute < minutes; minute++) {
            World.queue(database, url, (int) Math.ceil(rate * 60));
            Workers.Done done = Workers.run(service.port(), World.NODES, Duration.ofMinutes(1), rate, true);
            Look look = look(database, url, service);
            looks.add(look);
            System.err.printf(
                    "  %3d: %,7.0f lives/s, claims p99 %6.1f ms, heap %6.1f MiB, resident %6.0f MiB, %d threads, %d connections, work %s,"
                            + " %,.0f bytes a life%n",
                    minute + 1,
                    done.livesPerSecond(),
                    done.claimMillis(0.99),
                    look.memory().heapMiB(),
                    look.memory().residentMiB(),
                    look.memory().threads(),
                    look.connections(),
                    look.work(),
                    look.kept() / (double) look.lives());
        }
        return looks;
    }

    private static Look look(Database database, String url, Service service) throws Exception {
        Map<String, Long> work = new LinkedHashMap<>();
        for (String table : WORK) {
            work.put(table, database.number(url, "select pg_total_relation_size('" + table + "')"));
        }
        long kept = database.number(url, """
                with named as (select name::regclass as relid from unnest(array['%s']) as name)
                select sum(pg_total_relation_size(relid)) from (
                    select relid from named union select tree.relid from named, pg_partition_tree(named.relid) tree) parts
                """.formatted(String.join("','", KEPT)));
        return new Look(
                database.number(url, "select count(*) from attempt where outcome = 'TRAINED'"),
                service.memory(),
                database.number(
                        url,
                        "select count(*) from pg_stat_activity where backend_type = 'client backend'"
                                + " and datname = current_database() and pid <> pg_backend_pid()"),
                work,
                kept);
    }

    /** The last third beside the third before it: by then Java has compiled all and every pool has its size. */
    private static void tell(Figures figures, double rate, List<Look> looks) {
        int third = Math.max(1, looks.size() / 3);
        List<Look> before = looks.subList(Math.max(0, looks.size() - 2 * third), Math.max(1, looks.size() - third));
        List<Look> last = looks.subList(looks.size() - third, looks.size());
        figures.tell("minutes", looks.size());
        figures.tell("livesPerSecond", rate);
        grown(figures, "heapMiB", 1.05, before, last, look -> look.memory().heapMiB());
        grown(figures, "residentMiB", 1.1, before, last, look -> look.memory().residentMiB());
        grown(figures, "threads", 1.1, before, last, look -> look.memory().threads());
        grown(figures, "connections", 1.1, before, last, Look::connections);
        for (String table : WORK) {
            grown(figures, "bytes." + table, 1.2, before, last, look -> look.work()
                    .getOrDefault(table, 0L));
        }
        grown(figures, "bytes.keptForALife", 1.05, before, last, look -> look.kept() / (double) look.lives());
    }

    private static void grown(
            Figures figures, String name, double most, List<Look> before, List<Look> last, ToDoubleFunction<Look> of) {
        double was = median(before, of);
        double is = median(last, of);
        figures.tell(name, is);
        figures.wantAtMost(name + ", of what it was", is / was, most);
    }

    private static double median(List<Look> looks, ToDoubleFunction<Look> of) {
        double[] sorted = looks.stream().mapToDouble(of).sorted().toArray();
        return sorted[sorted.length / 2];
    }
}
