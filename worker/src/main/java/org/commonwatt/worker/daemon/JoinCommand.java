package org.commonwatt.worker.daemon;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import org.commonwatt.protocol.node.Joining;
import org.commonwatt.worker.client.RequestRefused;
import org.commonwatt.worker.client.ServiceAway;
import org.commonwatt.worker.client.ServiceClient;
import org.commonwatt.worker.client.ServiceException;
import org.commonwatt.worker.limits.LimitsFile;
import org.commonwatt.worker.limits.LimitsUnclear;
import org.commonwatt.worker.limits.OwnerLimits;
import org.commonwatt.worker.limits.Zone;
import org.commonwatt.worker.machine.IdleClock;
import org.commonwatt.worker.machine.MachineProbe;
import org.commonwatt.worker.machine.Printable;

/** Trades a joining code for an identity. */
@Command(
        name = "join",
        description = "Makes this machine a node of a service, by a code that the service gave.",
        mixinStandardHelpOptions = true)
final class JoinCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Parameters(
            paramLabel = "URL",
            converter = ServiceAddress.class,
            description = "The service's address, such as http://192.0.2.7:8480")
    @SuppressWarnings("NullAway.Init")
    private URI service;

    @Option(names = "--code", required = true, description = "The joining code; it works once, for ten minutes.")
    @SuppressWarnings("NullAway.Init")
    private String code;

    @Option(names = "--name", description = "What to call this machine; by default its host name.")
    private @Nullable String name;

    @Option(names = "--zone", description = "Where its electricity comes from: " + Zone.WORDS + ".")
    private @Nullable String zone;

    @Option(names = "--data", description = "Data folder; by default COMMONWATT_DATA or the user's own.")
    private @Nullable Path dataFolder;

    @Option(names = "--replace", description = "Join although this machine has an identity already.")
    private boolean replace;

    @Override
    public Integer call() throws Complaint, IOException, InterruptedException {
        if (zone != null && !zone.matches(Zone.PATTERN)) {
            throw new ParameterException(spec.commandLine(), "--zone takes " + Zone.WORDS + ", not " + zone);
        }
        DataFolder data = DataFolder.of(dataFolder);
        data.requireWritable();
        Optional<Identity> already = replace ? Optional.empty() : Identity.load(data.identity());
        if (already.isPresent()) {
            throw new Complaint(
                    Complaint.Code.IDENTITY,
                    "This machine is " + already.get()
                            + " already: run it with 'worker run', or join anew with --replace.");
        }
        Joining.Joined joined = join(data);
        new Identity(
                        service,
                        joined.nodeId(),
                        joined.name(),
                        joined.token(),
                        Clock.systemUTC().instant(),
                        zone)
                .save(data.identity());
        spec.commandLine()
                .getOut()
                .println("Joined " + service + " as " + Printable.line(joined.name())
                        + ". Start working with: worker run");
        return 0;
    }

    private Joining.Joined join(DataFolder data) throws Complaint, InterruptedException {
        Clock clock = Clock.systemUTC();
        OwnerLimits limits = limits(data);
        MachineProbe machine = new MachineProbe(
                () -> limits,
                data.worker(),
                new IdleClock(data.lastWorked(), clock.instant(), clock),
                WorkerMain.version());
        try (ServiceClient client = new ServiceClient(service, null)) {
            return client.join(new Joining(code.strip(), name == null ? hostName() : name, machine.offer(1)));
        } catch (ServiceAway away) {
            throw new Complaint(
                    Complaint.Code.SERVICE,
                    "Could not join: " + away.getMessage() + ". Check the address, and that the service runs.");
        } catch (RequestRefused refused) {
            String cure = refused.is("joining-code-invalid")
                    ? " A code works once, for ten minutes: get a new one from the service's page of nodes."
                    : "";
            throw new Complaint(Complaint.Code.IDENTITY, "Could not join: " + refused.getMessage() + "." + cure);
        } catch (ServiceException refused) {
            throw new Complaint(Complaint.Code.IDENTITY, "Could not join: " + refused.getMessage() + ".");
        }
    }

    private OwnerLimits limits(DataFolder data) throws Complaint {
        try {
            return new LimitsFile(data.limits()).read().inZone(zone);
        } catch (LimitsUnclear unclear) {
            throw new Complaint(Complaint.Code.MACHINE, String.valueOf(unclear.getMessage()));
        }
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException nameless) {
            return "node";
        }
    }
}
