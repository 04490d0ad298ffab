package org.commonwatt.bench.simulation;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import org.commonwatt.scheduler.simulation.Churn;
import org.commonwatt.scheduler.simulation.Conditions;
import org.commonwatt.scheduler.simulation.IntensityTrace;
import org.commonwatt.scheduler.simulation.JobTrace;
import org.commonwatt.scheduler.simulation.TraceFault;

@Command(
        name = "bench/simulation/run",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Replays jobs and grid intensities under several policies, ours through the planner that serves requests.",
            "Without any option: Figure 8, the claim under all conditions, and utilisation, on the traces of "
                    + "COMMONWATT_TRACES.",
            "Ends with 1 when the claim or Figure 8 is missed, with 2 when a file or an option can't be used."
        })
final class SimulationBench implements Callable<Integer> {

    static final List<String> CLAIM_ZONES = List.of("AU-SA", "DE", "GB", "US-CAL-CISO", "US-TEX-ERCO", "PL");
    static final List<Integer> CLAIM_STARTS = List.of(1500, 4000, 7000);
    private static final double CLAIM_CAPACITY = 1.5;

    @Spec
    @Nullable
    CommandSpec spec;

    enum Forecast {
        persistence,
        exact
    }

    @Option(
            names = "--jobs",
            paramLabel = "FILE",
            description = "arrival_time (s), length (s), cpus; default: of COMMONWATT_TRACES")
    @Nullable
    Path jobs;

    @Option(
            names = "--intensity",
            paramLabel = "FILE",
            description = "hour, then gCO2e/kWh of one zone a column; default: of COMMONWATT_TRACES")
    @Nullable
    Path intensity;

    @Option(
            names = "--zones",
            split = ",",
            paramLabel = "A",
            description = "columns; default: the six of the claim, or all where one is missing")
    @Nullable
    List<String> zones;

    @Option(
            names = "--starts",
            split = ",",
            paramLabel = "H",
            description = "hours at which cases begin; default: 1500,4000,7000")
    @Nullable
    List<Integer> starts;

    @Option(
            names = "--forecast",
            description =
                    "${COMPLETION-CANDIDATES}: what the same hours of 7 days let expect and unknown lengths, or all known; default: persistence")
    Forecast forecast = Forecast.persistence;

    @Option(
            names = "--capacity",
            paramLabel = "C",
            description =
                    "processors on offer in the mean, as a multiple of the jobs' mean demand (1.5), or as a number of them (28cpus); default: no limit, 1.5 with churn")
    @Nullable
    String capacity;

    @Option(
            names = "--churn",
            description = "none, daily (each machine 12 h a day), stress (volunteers' machines); default: none")
    String churn = "none";

    @Option(
            names = "--restart-minutes",
            paramLabel = "M",
            description = "time of each start of a job after its first; default: 0")
    double restartMinutes;

    @Option(names = "--seed", paramLabel = "S", description = "of the machines' comings and goings; default: 1")
    long seed = 1;

    @Option(names = "--gaia-figure8", description = "replays Figure 8 of GAIA (ASPLOS'24)")
    boolean figure8;

    @Option(names = "--utilisation", description = "1,000 donated machines at 60 to 95 percent offered load")
    boolean utilisation;

    public static void main(String[] arguments) {
        Locale.setDefault(Locale.ROOT);
        CommandLine command = new CommandLine(new SimulationBench());
        command.setExecutionExceptionHandler((fault, line, result) -> {
            switch (fault) {
                case TraceFault it -> System.err.println(it.getMessage());
                case IOException it -> System.err.println("can't read or write " + it.getMessage());
                default -> throw fault;
            }
            return 2;
        });
        System.exit(command.execute(arguments));
    }

    @Override
    public Integer call() throws IOException {
        JobTrace jobTrace =
                JobTrace.parse(file(jobs, "jobs_pai_1k.csv").toString(), lines(file(jobs, "jobs_pai_1k.csv")));
        Path grid = file(intensity, "intensity_2022_hourly.csv");
        IntensityTrace grids = IntensityTrace.parse(grid.toString(), lines(grid));
        Runs runs = new Runs(
                jobTrace, grids, Path.of(System.getProperty("commonwatt.bench.folder", "target/bench/simulation")));
        if (figure8) {
            runs.figure8();
        } else if (utilisation) {
            List<String> all = zones(grids);
            runs.utilisation(
                    zones == null ? all.subList(0, Math.min(4, all.size())) : all,
                    starts == null ? CLAIM_STARTS.getFirst() : starts.getFirst(),
                    seed);
        } else if (isEmpty()) {
            runs.everything(zones(grids), CLAIM_STARTS);
        } else {
            runs.one("simulation", conditions(jobTrace), zones(grids), starts == null ? CLAIM_STARTS : starts);
        }
        return runs.finish();
    }

    private boolean isEmpty() {
        return Objects.requireNonNull(spec)
                .commandLine()
                .getParseResult()
                .matchedOptions()
                .isEmpty();
    }

    private Conditions conditions(JobTrace trace) {
        Churn comesAndGoes = churn();
        String wanted = capacity == null && comesAndGoes != Churn.NONE ? String.valueOf(CLAIM_CAPACITY) : capacity;
        double cpus = wanted == null ? Double.POSITIVE_INFINITY : cpus(wanted, trace);
        return new Conditions(forecast == Forecast.exact, cpus, comesAndGoes, restartMinutes, seed);
    }

    private Churn churn() {
        try {
            return Churn.valueOf(churn.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new TraceFault("--churn is none, daily or stress, not " + churn);
        }
    }

    private static double cpus(String capacity, JobTrace trace) {
        boolean absolute = capacity.endsWith("cpus");
        try {
            double number = Double.parseDouble(absolute ? capacity.substring(0, capacity.length() - 4) : capacity);
            return absolute ? number : number * trace.meanDemand();
        } catch (NumberFormatException e) {
            throw new TraceFault(
                    "--capacity is a multiple of the mean demand (1.5) or a number of processors (28cpus), not "
                            + capacity);
        }
    }

    private List<String> zones(IntensityTrace grids) {
        if (zones != null) {
            return zones;
        }
        List<String> there = List.copyOf(grids.zones().keySet());
        return there.containsAll(CLAIM_ZONES) ? CLAIM_ZONES : there;
    }

    private static Path file(@Nullable Path given, String name) {
        if (given != null) {
            return given;
        }
        String traces = System.getenv("COMMONWATT_TRACES");
        if (traces == null) {
            throw new TraceFault(
                    "say --jobs FILE and --intensity FILE, or set COMMONWATT_TRACES to the folder of traces");
        }
        return Path.of(traces, name);
    }

    private static List<String> lines(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new TraceFault("there is no file " + file);
        }
        try {
            return Files.readAllLines(file);
        } catch (MalformedInputException e) {
            throw new TraceFault(file + " is not a text in UTF-8");
        }
    }
}
