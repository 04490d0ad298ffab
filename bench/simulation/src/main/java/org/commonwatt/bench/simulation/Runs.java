package org.commonwatt.bench.simulation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.LongStream;

import tools.jackson.databind.json.JsonMapper;

import org.commonwatt.scheduler.simulation.Churn;
import org.commonwatt.scheduler.simulation.Comparison;
import org.commonwatt.scheduler.simulation.Conditions;
import org.commonwatt.scheduler.simulation.Figure8;
import org.commonwatt.scheduler.simulation.FleetSimulation;
import org.commonwatt.scheduler.simulation.FleetSimulation.FleetOutcome;
import org.commonwatt.scheduler.simulation.IntensityTrace;
import org.commonwatt.scheduler.simulation.JobTrace;
import org.commonwatt.scheduler.simulation.Simulation;
import org.commonwatt.scheduler.simulation.Simulation.CaseOutcome;

/** The runs that were asked for: each leaves a table, a CSV file, a picture and its part of the answer. */
final class Runs {

    private record Case(String zone, int start) {}

    private static final double CAPACITY = 1.5;
    private static final double RESTART_MINUTES = 5;
    private static final int FLEET_NODES = 1000;
    private static final int FLEET_DAYS = 7;
    private static final int FLEET_SEEDS = 3;
    private static final List<Double> FLEET_LOADS = List.of(0.6, 0.75, 0.85, 0.95);

    private final JobTrace jobs;
    private final IntensityTrace intensities;
    private final Path folder;
    private final Map<String, Map<String, Object>> answers = new LinkedHashMap<>();
    private final List<String> missed = new ArrayList<>();

    Runs(JobTrace jobs, IntensityTrace intensities, Path folder) {
        this.jobs = jobs;
        this.intensities = intensities;
        this.folder = folder;
    }

    /** Replays Figure 8 and compares its six rows with what was published. */
    void figure8() throws IOException {
        List<CaseOutcome> outcomes = run(Conditions.unlimited(true), List.of(Figure8.ZONE), List.of(Figure8.START));
        Comparison comparison = new Comparison(outcomes);
        double noWait = outcomes.getFirst().outcome().carbon();
        List<String> differences = Figure8.differences(comparison, noWait);
        System.out.printf("GAIA, Figure 8: NoWait emits %.5f, published %.5f%n", noWait, Figure8.NO_WAIT_CARBON);
        System.out.printf("%-14s %10s %10s %12s%n", "policy", "carbon", "published", "delay, h");
        Figure8.CARBON.forEach((policy, expected) -> {
            var mean = comparison.mean(policy);
            System.out.printf("%-14s %10.6f %10.6f %12.2f%n", policy, mean.carbon(), expected, mean.delayHours());
        });
        System.out.println();
        show("figure8", outcomes, comparison);
        missed.addAll(differences);
        Map<String, Object> answer = Answer.policies(comparison);
        answer.put("figure8", Map.of("reproduced", differences.isEmpty(), "tolerance", Figure8.TOLERANCE));
        answers.put("figure8", answer);
    }

    /** One comparison, with its claim. */
    void one(String name, Conditions conditions, List<String> zones, List<Integer> starts) throws IOException {
        boolean unlimited = Double.isInfinite(conditions.cpus());
        System.out.printf(
                "%s: %s × %s, %s, %s, churn %s, restarts of %.0f min, seed %d%n",
                name,
                String.join(" ", zones),
                starts,
                conditions.exact() ? "all known" : "persistence, lengths unknown",
                unlimited ? "no limit" : "%.1f processors in the mean".formatted(conditions.cpus()),
                conditions.churn().name().toLowerCase(Locale.ROOT),
                conditions.restartMinutes(),
                conditions.seed());
        List<CaseOutcome> outcomes = run(conditions, zones, starts);
        Comparison comparison = new Comparison(outcomes);
        show(name, outcomes, comparison);
        boolean knowsAll = conditions.exact() && unlimited && conditions.restartMinutes() == 0;
        List<String> shortfalls = comparison.shortfalls(knowsAll);
        Map<String, Object> answer = Answer.policies(comparison);
        answer.put("claim", Answer.claim(comparison, shortfalls, knowsAll));
        answers.put(name, answer);
        shortfalls.forEach(shortfall -> missed.add(name + ": " + shortfall));
        System.out.printf(
                "ours at Carbon-Time's delay: %s of its saving; where it has our forecast: %s; %s%n%n",
                ratio(comparison.ratioAtEqualDelay()),
                ratio(comparison.ratioWithOurForecast()),
                shortfalls.isEmpty() ? "the claim holds" : "MISSED: " + String.join("; ", shortfalls));
    }

    private static String ratio(OptionalDouble ratio) {
        return ratio.isPresent() ? "%.3f".formatted(ratio.getAsDouble()) : "no ratio";
    }

    /** Figure 8, and the claim under all conditions. */
    void everything(List<String> zones, List<Integer> starts) throws IOException {
        double cpus = CAPACITY * jobs.meanDemand();
        figure8();
        one("unlimited", Conditions.unlimited(false), zones, starts);
        one("capacity", new Conditions(false, cpus, Churn.NONE, RESTART_MINUTES, 1), zones, starts);
        one("daily", new Conditions(false, cpus, Churn.DAILY, RESTART_MINUTES, 1), zones, starts);
        one("stress", new Conditions(false, cpus, Churn.STRESS, RESTART_MINUTES, 1), zones, starts);
        one("exact", Conditions.unlimited(true), zones, starts);
        utilisation(zones.subList(0, Math.min(4, zones.size())), starts.getFirst(), 1);
    }

    /** What of the hours on offer becomes work that counts, on 1,000 machines that come and go; means over some seeds. */
    void utilisation(List<String> zones, int start, long seed) {
        Map<String, Object> answer = new LinkedHashMap<>();
        System.out.printf(
                "utilisation: %,d machines in %s from hour %d on, %d days, means over the seeds %d to %d%n",
                FLEET_NODES, zones, start, FLEET_DAYS, seed, seed + FLEET_SEEDS - 1);
        System.out.printf(
                "%5s %-14s %8s %12s %10s %8s %9s%n",
                "load", "policy", "used, %", "g/ref. hour", "tasks/day", "mean, h", "restarts");
        for (double load : FLEET_LOADS) {
            Map<String, FleetOutcome> outcomes = FleetMeans.of(LongStream.range(seed, seed + FLEET_SEEDS)
                    .parallel()
                    .mapToObj(one -> new FleetSimulation.Trial(FLEET_NODES, load, FLEET_DAYS, 5, 10, one))
                    .map(trial -> new FleetSimulation(trial, intensities, zones, start).run())
                    .toList());
            outcomes.forEach((policy, outcome) -> System.out.printf(
                    "%5.2f %-14s %8.2f %12.3f %10.1f %8.2f %9d%n",
                    load,
                    policy,
                    100 * outcome.utilisation(),
                    outcome.carbon(),
                    outcome.tasksPerDay(),
                    outcome.meanHours(),
                    outcome.restarts()));
            answer.put(String.valueOf(load), outcomes);
            missed.addAll(FleetVerdict.shortfalls(load, outcomes));
        }
        System.out.println();
        answers.put("utilisation", answer);
    }

    /** Writes the answer as the last line; the exit status says whether all was reached. */
    int finish() {
        missed.forEach(what -> System.err.println("missed: " + what));
        Object answer = answers.size() == 1 ? answers.values().iterator().next() : answers;
        System.out.println(JsonMapper.shared().writeValueAsString(answer));
        return missed.isEmpty() ? 0 : 1;
    }

    private List<CaseOutcome> run(Conditions conditions, List<String> zones, List<Integer> starts) {
        Simulation simulation = new Simulation(jobs, intensities, conditions);
        List<Case> cases = zones.stream()
                .flatMap(zone -> starts.stream().map(start -> new Case(zone, start)))
                .toList();
        cases.forEach(one -> simulation.check(one.zone(), one.start()));
        return cases.parallelStream()
                .map(one -> simulation.run(one.zone(), one.start()))
                .flatMap(List::stream)
                .toList();
    }

    private void show(String name, List<CaseOutcome> outcomes, Comparison comparison) throws IOException {
        Files.createDirectories(folder);
        Path csv = folder.resolve(name + ".csv");
        Path picture = folder.resolve(name + ".svg");
        Files.write(csv, OutcomeCsv.lines(outcomes));
        Files.writeString(picture, Picture.of(comparison));
        System.out.print(MeansTable.of(comparison));
        System.err.println("wrote " + csv + " and " + picture);
    }
}
