package org.commonwatt.worker.training;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.commonwatt.protocol.dataset.DatasetManifest;
import org.commonwatt.protocol.dataset.DatasetManifests;
import org.commonwatt.protocol.spec.JobSpec;
import org.commonwatt.protocol.spec.JobSpecs;
import org.commonwatt.protocol.spec.SpecFormat;
import org.commonwatt.worker.pipe.ToTrainer;

/**
 * The trainer itself as a contender: its own loop with batches, reports and all, held up between rounds by the orders that
 * it asks for before every step. Where {@code bare} is given there are steps alone, without the loop around them.
 */
public final class OwnContender {

    private OwnContender() {}

    /**
     * Reads its first line: a spec, the number of threads, the folder of its dataset, a work folder, and maybe {@code bare},
     * with tabs between them.
     */
    public static void main(String[] none) throws Exception {
        PrintStream out = System.out;
        System.setOut(System.err);
        Rounds rounds = new Rounds(out);
        String[] args = rounds.in.readLine().split("\t");
        Prepared prepared = Preparations.prepare(start(args));
        out.println("commonwatt " + prepared.network().layout().size() + " parameters, "
                + prepared.state().threads() + " threads");
        if (args.length > 4) {
            long done = 0;
            while (rounds.stop() == null) {
                prepared.learner().step(done++, prepared.manager());
            }
        } else {
            Reports reports = new Reports(OutputStream.nullOutputStream(), Clock.systemUTC());
            new Run(prepared, rounds, reports).execute();
        }
        Runtime.getRuntime().halt(0);
    }

    private static ToTrainer.Start start(String[] args) throws Exception {
        JobSpec spec = JobSpecs.read(Files.readAllBytes(Path.of(args[0])), SpecFormat.YAML);
        Path data = Path.of(args[2]);
        DatasetManifest dataset =
                DatasetManifests.read(Files.readAllBytes(data.resolve("dataset.yaml")), SpecFormat.YAML);
        Map<String, String> files = new LinkedHashMap<>();
        dataset.splits().values().stream()
                .flatMap(split -> split.files().stream())
                .forEach(
                        file -> files.put(file.path(), data.resolve(file.path()).toString()));
        return new ToTrainer.Start(
                JobSpecs.toJson(spec), dataset, files, args[3], Integer.valueOf(args[1]), 4L << 30, null);
    }

    /** Lets a run go so many steps for each line of standard input, and says how long they took. */
    private static final class Rounds implements Orders {

        private final BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        private final PrintStream out;
        private long left;
        private long start;

        Rounds(PrintStream out) {
            this.out = out;
        }

        @Override
        public boolean takeCheckpoint() {
            return false;
        }

        @Override
        public ToTrainer.@Nullable Stop stop() {
            try {
                if (left == 0) {
                    if (start != 0) {
                        out.println(System.nanoTime() - start);
                    }
                    String line = in.readLine();
                    if (line == null) {
                        return new ToTrainer.Stop(false);
                    }
                    left = Long.parseLong(line);
                    start = System.nanoTime();
                }
                left--;
                return null;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
