package org.commonwatt.bench.dispatch;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Jobs a second through a full life: queued, leased, completed. */
public final class DispatchBench {

    private DispatchBench() {}

    /** @param args the folder to work in, then {@code --quick} and {@code --only statements|http} where wanted */
    public static void main(String[] args) throws Exception {
        List<String> options = List.of(args);
        boolean quick = options.contains("--quick");
        String only = options.contains("--only") ? options.get(options.indexOf("--only") + 1) : "";
        Path folder = Path.of(args[0]).toAbsolutePath();
        Figures figures = new Figures();
        try (Database database = Database.start(folder)) {
            if (!only.equals("http")) {
                Duration time = Duration.ofSeconds(quick ? 2 : 6);
                new StatementRounds(database, folder, figures, time, quick ? 1 : 3).run();
            }
            if (!only.equals("statements")) {
                new HttpRounds(database, folder, figures, quick).run();
            }
        }
        figures.end();
    }
}
