package org.commonwatt.worker.daemon;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import org.commonwatt.protocol.Json;

/** Says what this machine's worker does, and why. */
@Command(
        name = "status",
        description = "Says what this machine's worker does, and why.",
        mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(names = "--data", description = "Data folder; by default COMMONWATT_DATA or the user's own.")
    private @Nullable Path dataFolder;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Override
    public Integer call() throws Complaint {
        DataFolder data = DataFolder.of(dataFolder);
        Optional<Identity> identity = Identity.load(data.identity());
        boolean running = identity.isPresent() && data.isInUse();
        Optional<WorkerStatus> status = running ? WorkerStatus.load(data.status()) : Optional.empty();
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(Json.mapper().writeValueAsString(facts(identity.orElse(null), running, status.orElse(null))));
        } else {
            out.println(sentence(identity.orElse(null), running, status.orElse(null)));
        }
        return identity.isPresent() ? 0 : Complaint.Code.IDENTITY.status;
    }

    private static Map<String, Object> facts(
            @Nullable Identity identity, boolean running, @Nullable WorkerStatus status) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("joined", identity != null);
        if (identity != null) {
            facts.put("service", identity.service());
            facts.put("nodeId", identity.nodeId());
            facts.put("name", identity.name());
        }
        facts.put("running", running);
        if (status != null) {
            facts.put("worker", status);
        }
        return facts;
    }

    private static String sentence(@Nullable Identity identity, boolean running, @Nullable WorkerStatus status) {
        if (identity == null) {
            return "This machine has not joined a service.";
        }
        if (!running || status == null) {
            return identity + ": the worker does not run. Start it with: worker run";
        }
        String activity = status.activity().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        String detail = status.detail() == null ? "" : " (" + status.detail() + ")";
        String progress = status.step() == null || status.totalSteps() == null
                ? ""
                : ", step " + status.step() + " of " + status.totalSteps();
        return identity + ": " + activity + detail + progress + ", since " + status.since() + System.lineSeparator()
                + "Trainer sandbox: " + status.protections();
    }
}
