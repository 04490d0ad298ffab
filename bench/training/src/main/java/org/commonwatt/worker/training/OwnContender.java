package org.commonwatt.worker.training;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
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
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

import org.commonwatt.protocol.Json;
import org.commonwatt.protocol.dataset.DatasetManifest;
import org.commonwatt.protocol.dataset.DatasetManifests;
import org.commonwatt.protocol.job.MetricPoint;
import org.commonwatt.protocol.spec.JobSpec;
import org.commonwatt.protocol.spec.JobSpecs;
import org.commonwatt.protocol.spec.SpecFormat;
import org.commonwatt.worker.pipe.FromTrainer;
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
        rounds.batch = prepared.spec().training().batchSize();
        out.println("commonwatt " + prepared.network().layout().size() + " parameters, "
                + prepared.state().threads() + " threads");
        if (args.length > 4) {
            long done = 0;
            while (rounds.stop() == null) {
                prepared.learner().step(done++, prepared.manager());
            }
        } else {
            Reports reports = new Reports(rounds.inSteps, Clock.systemUTC());
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

    /** How long the steps took by themselves, by what a run reports of its speed. */
    private static final class InSteps extends OutputStream {

        private final ByteArrayOutputStream line = new ByteArrayOutputStream();
        private final LongSupplier roundsSoFar;
        private long steps;
        private double batchesOfSeconds;
        private long spent;

        InSteps(LongSupplier roundsSoFar) {
            this.roundsSoFar = roundsSoFar;
        }

        @Override
        public void write(int value) {
            line.write(value);
        }

        @Override
        public void flush() {
            FromTrainer said = Json.mapper().readValue(line.toByteArray(), FromTrainer.class);
            line.reset();
            if (said instanceof FromTrainer.Measured measured) {
                measured.points().stream()
                        .filter(point -> point.name().equals("samplesPerSecond"))
                        .forEach(this::add);
            }
        }

        private void add(MetricPoint rate) {
            batchesOfSeconds += (rate.step() - steps) / rate.value();
            steps = rate.step();
            spent = roundsSoFar.getAsLong();
        }

        /** The share of all rounds up to the newest report that was spent in steps. */
        double share(int batch) {
            return batchesOfSeconds * batch * 1e9 / spent;
        }
    }

    /**
     * Lets a run go so many steps for each line of standard input, and says how long they took. Where the run reports, it
     * adds what share of all rounds so far was spent in steps, as far as was reported.
     */
    private static final class Rounds implements Orders {

        private final BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        private final PrintStream out;
        private final InSteps inSteps = new InSteps(this::nanos);
        private int batch;
        private long left;
        private long start;
        private long spent;

        Rounds(PrintStream out) {
            this.out = out;
        }

        /** Time in rounds so far. */
        private long nanos() {
            return spent + System.nanoTime() - start;
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
                        long took = System.nanoTime() - start;
                        spent += took;
                        out.println(took + " " + inSteps.share(batch));
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
