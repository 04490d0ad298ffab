package org.commonwatt.worker.daemon;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
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
import org.commonwatt.protocol.node.NodeView;
import org.commonwatt.worker.client.ServiceClient;
import org.commonwatt.worker.client.ServiceException;
import org.commonwatt.worker.limits.LimitsText;
import org.commonwatt.worker.limits.Wish;
import org.commonwatt.worker.machine.Printable;

/** Says what this machine's worker does, and why; and how the service sees the machine. */
@Command(
        name = "status",
        description = "Says what this machine's worker does, and why; and how the service sees the machine.",
        mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(names = "--data", description = "Data folder; by default COMMONWATT_DATA or the user's own.")
    private @Nullable Path dataFolder;

    @Option(names = "--offline", description = "Don't ask the service how it sees this machine.")
    private boolean offline;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    /**
     * All that there is to say.
     *
     * @param wish what the owner said last
     * @param worker what the running worker says, or null where none runs
     * @param view the service's view of the machine, or null where it was not asked or did not answer
     * @param noView why there is no view
     */
    private record Facts(
            Identity identity,
            Wish wish,
            @Nullable WorkerStatus worker,
            @Nullable NodeView view,
            @Nullable String noView) {}

    @Override
    public Integer call() throws Complaint, InterruptedException {
        DataFolder data = DataFolder.of(dataFolder);
        Optional<Identity> identity = Identity.load(data.identity());
        PrintWriter out = spec.commandLine().getOut();
        if (identity.isEmpty()) {
            out.println(
                    json
                            ? Json.mapper().writeValueAsString(Map.of("joined", false, "running", false))
                            : "This machine has not joined a service.");
            return Complaint.Code.IDENTITY.status;
        }
        Facts facts = facts(data, identity.get());
        if (json) {
            out.println(Json.mapper().writeValueAsString(object(facts)));
        } else {
            lines(facts).stream().map(Printable::line).forEach(out::println);
        }
        return 0;
    }

    private Facts facts(DataFolder data, Identity joined) throws InterruptedException {
        WorkerStatus worker = data.isInUse() ? WorkerStatus.load(data.status()).orElse(null) : null;
        Identity identity = worker == null || worker.service() == null ? joined : joined.at(worker.service());
        Wish wish = Wish.load(data.wish()).at(Clock.systemUTC().instant());
        if (offline) {
            return new Facts(identity, wish, worker, null, "not asked");
        }
        try (ServiceClient service = new ServiceClient(identity.service(), identity.token())) {
            return new Facts(identity, wish, worker, service.self(), null);
        } catch (ServiceException away) {
            return new Facts(identity, wish, worker, null, away.getMessage());
        }
    }

    private static Map<String, Object> object(Facts facts) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("joined", true);
        object.put("service", facts.identity().service());
        object.put("nodeId", facts.identity().nodeId());
        object.put("name", facts.identity().name());
        object.put("running", facts.worker() != null);
        object.put("wish", facts.wish());
        if (facts.worker() != null) {
            object.put("worker", facts.worker());
        }
        if (facts.view() != null) {
            object.put("serviceView", facts.view());
        }
        if (facts.noView() != null) {
            object.put("noServiceView", facts.noView());
        }
        return object;
    }

    private static List<String> lines(Facts facts) {
        List<String> lines = new ArrayList<>();
        WorkerStatus worker = facts.worker();
        if (worker == null) {
            lines.add(facts.identity() + ": the worker does not run. Start it with: worker run");
            if (facts.wish().verb() != Wish.Verb.RESUME) {
                lines.add("When it runs it takes no task: its owner said "
                        + facts.wish().verb().name().toLowerCase(Locale.ROOT) + ".");
            }
        } else {
            lines.add(facts.identity() + ": " + activity(worker));
            lines.add("Lent: " + LimitsText.share(worker.lent().limits().share()) + ".");
            lines.add("When: "
                    + LimitsText.times(
                            worker.lent().limits().times(), worker.lent().transferredToday()) + ".");
            if (worker.lent().noPowerCap() != null) {
                lines.add("The power cap is not in force: " + worker.lent().noPowerCap() + ".");
            }
            if (worker.lent().trouble() != null) {
                lines.add(worker.lent().trouble() + " The limits from before are in force.");
            }
            lines.add("Trainer sandbox: " + worker.protections().words());
        }
        NodeView view = facts.view();
        lines.add("The service's view: " + (view == null ? facts.noView() : view(view)));
        return lines;
    }

    private static String activity(WorkerStatus status) {
        String activity = status.activity().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        String detail = status.detail() == null ? "" : " (" + status.detail() + ")";
        String progress = status.step() == null || status.totalSteps() == null
                ? ""
                : ", step " + status.step() + " of " + status.totalSteps();
        String again = status.again() == null ? "" : ", again at " + status.again();
        return activity + detail + progress + again + ", since " + status.since();
    }

    private static String view(NodeView view) {
        String job = view.job() == null ? "" : " on " + view.job().name();
        String drained = view.drainedAt() == null ? "" : ", drained since " + view.drainedAt() + " (gets no work)";
        String seen = view.lastSeenAt() == null ? "never seen" : "last seen " + view.lastSeenAt();
        String energy = view.energyWh() == null
                ? "no energy measured"
                : String.format(Locale.ROOT, "about %.1f Wh given", view.energyWh());
        return view.state().name().toLowerCase(Locale.ROOT) + job + drained + ", " + seen + ", " + view.tasksCompleted()
                + " tasks finished, " + energy
                + String.format(
                        Locale.ROOT,
                        ", electricity at %.0f gCO2e/kWh (%s)",
                        view.intensity().gramsPerKwh(),
                        view.intensity().source());
    }
}
