package org.commonwatt.chaos;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import tools.jackson.databind.JsonNode;

import org.commonwatt.chaos.check.CheckMain;
import org.commonwatt.chaos.load.Service;
import org.commonwatt.chaos.load.Workload;
import org.commonwatt.chaos.plan.Fault;
import org.commonwatt.chaos.plan.FaultKind;
import org.commonwatt.chaos.plan.FaultPlan;
import org.commonwatt.chaos.stage.Installation;
import org.commonwatt.chaos.stage.Places;
import org.commonwatt.chaos.stage.Storm;
import org.commonwatt.protocol.Json;

/** One run from an empty folder to its verdict: calm, storm, calm again, everything stopped, everything checked. */
final class Campaign {

    private static final int REPLICAS = 2;
    private static final int NODES = 3;
    private static final int SPECS = 3;
    private static final int OPEN_JOBS = 5;
    private static final Duration LEASE_TIME = Duration.ofSeconds(8);
    private static final Duration CALM_LIMIT = Duration.ofMinutes(10);
    private static final Duration LEASES_END_WITHIN = Duration.ofMinutes(1);

    private final Options options;
    private final Places places;
    private final long began = System.nanoTime();

    Campaign(Options options, Places places) {
        this.options = options;
        this.places = places;
    }

    /** What was seen, as one JSON object's fields; {@code violations} is empty in a good run. */
    Map<String, Object> run() throws IOException, SQLException, InterruptedException {
        say("seed " + options.seed() + ", " + options.storm().toSeconds() + " s of storm, in " + places.run());
        boolean disks = Installation.mayHaveDisks(places);
        if (!disks) {
            say("full disks are left out: only root can mount a file system that may be filled");
        }
        Installation.Size size = new Installation.Size(REPLICAS, NODES, LEASE_TIME, disks);
        Installation installation = Installation.start(places, size, options.seed());
        Thread atExit = new Thread(() -> closeQuietly(installation), "stop everything");
        Runtime.getRuntime().addShutdownHook(atExit);
        try {
            return run(installation, disks);
        } finally {
            installation.close();
            Runtime.getRuntime().removeShutdownHook(atExit);
        }
    }

    private Map<String, Object> run(Installation installation, boolean disks)
            throws IOException, SQLException, InterruptedException {
        Service service = new Service(installation.link("client").url(), installation.key());
        List<String> violations = new ArrayList<>();
        Storm storm = new Storm(installation, this::say);
        Workload workload = new Workload(service, SPECS, options.epochs(), OPEN_JOBS, options.seed());
        say("calm: each spec is trained undisturbed");
        workload.trainEachUndisturbed(CALM_LIMIT);
        workload.start();
        List<Fault> plan = plan(disks);
        storm.rage(plan);
        violations.addAll(storm.griefs());
        workload.stop();
        say("calm: the last jobs end");
        workload.awaitEnds(CALM_LIMIT);
        installation.awaitLeasesEnd(LEASES_END_WITHIN);
        violations.addAll(installation.stopPrograms());
        JsonNode found = check(installation);
        found.path("violations").forEach(violation -> violations.add(violation.asString()));
        Set<FaultKind> planned = kinds(plan);
        violations.addAll(
                Coverage.gaps(options.storm(), found, planned, storm.done().keySet()));
        violations.forEach(violation -> say("VIOLATION " + violation));
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("violations", violations);
        result.put("seed", options.seed());
        result.put("minutes", options.storm().toSeconds() / 60.0);
        result.put("jobs", workload.submitted());
        result.put("planned", planned);
        result.put("faults", storm.done());
        result.put("daemonsThatEndedThemselves", installation.ownEnds());
        result.put("waste", found.path("waste"));
        result.put("looked", found.path("looked"));
        result.put("noticed", found.path("noticed"));
        result.put("skipped", found.path("skipped"));
        result.put("seconds", Duration.ofNanos(System.nanoTime() - began).toSeconds());
        return result;
    }

    private List<Fault> plan(boolean disks) {
        Set<FaultKind> left = EnumSet.noneOf(FaultKind.class);
        if (!disks) {
            for (FaultKind kind : FaultKind.values()) {
                if (kind.fillsDisks()) {
                    left.add(kind);
                }
            }
        }
        List<Fault> plan = FaultPlan.of(options.seed(), options.storm(), LEASE_TIME, left);
        say("storm: " + plan.size() + " faults");
        return plan;
    }

    private static Set<FaultKind> kinds(List<Fault> plan) {
        Set<FaultKind> kinds = EnumSet.noneOf(FaultKind.class);
        plan.forEach(fault -> kinds.add(fault.kind()));
        return kinds;
    }

    private JsonNode check(Installation installation) throws IOException, InterruptedException {
        say("check");
        Process check = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        CheckMain.class.getName(),
                        installation.database().jdbcUrl(),
                        places.store().toString(),
                        places.journal().toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String output = new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (check.waitFor() != 0) {
            throw new IllegalStateException("the check itself failed");
        }
        return Json.mapper().readTree(output);
    }

    private void say(String line) {
        System.err.printf("%7.1f  %s%n", (System.nanoTime() - began) / 1e9, line);
    }

    private static void closeQuietly(Installation installation) {
        try {
            installation.close();
        } catch (IOException e) {
            System.err.println("not everything could be closed: " + e);
        }
    }
}
