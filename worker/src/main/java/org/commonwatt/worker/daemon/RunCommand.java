package org.commonwatt.worker.daemon;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.random.RandomGenerator;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import org.commonwatt.worker.client.Backoff;
import org.commonwatt.worker.client.ContentCache;
import org.commonwatt.worker.client.Retries;
import org.commonwatt.worker.client.ServiceClient;
import org.commonwatt.worker.lease.LeaseKeeper;
import org.commonwatt.worker.limits.LimitsUnclear;
import org.commonwatt.worker.limits.LiveLimits;
import org.commonwatt.worker.limits.OwnerLimits;
import org.commonwatt.worker.limits.TransferMeter;
import org.commonwatt.worker.machine.IdleClock;
import org.commonwatt.worker.machine.MachineMeter;
import org.commonwatt.worker.machine.MachineProbe;
import org.commonwatt.worker.machine.PowerCap;
import org.commonwatt.worker.machine.PowerSupply;
import org.commonwatt.worker.presence.Presence;
import org.commonwatt.worker.run.Timings;
import org.commonwatt.worker.run.TrainerLauncher;
import org.commonwatt.worker.run.Workplace;

/** Works until told to stop. */
@Command(
        name = "run",
        description = "Asks the service for work and does it, until SIGTERM or Ctrl-C.",
        mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {

    private static final Logger LOG = LoggerFactory.getLogger(RunCommand.class);

    private final LauncherSource launchers;
    private final Function<Clock, OwnerGuard.Sensors> sensors;

    @Option(names = "--data", description = "Data folder; by default COMMONWATT_DATA or the user's own.")
    private @Nullable Path dataFolder;

    @Option(
            names = "--service",
            paramLabel = "URL",
            converter = ServiceAddress.class,
            description = "Where the service is now, if it moved since joining.")
    private @Nullable URI movedTo;

    @Option(names = "--once", description = "End after one lease.")
    private boolean once;

    /** Makes the launcher of trainers, given the folder of their engine. */
    interface LauncherSource {
        TrainerLauncher in(Path engine) throws IOException;
    }

    RunCommand() {
        this(
                TrainerLauncher::new,
                clock -> new OwnerGuard.Sensors(Presence.ofTheSystem(clock)::last, PowerSupply.ofTheSystem()));
    }

    RunCommand(LauncherSource launchers, Function<Clock, OwnerGuard.Sensors> sensors) {
        this.launchers = launchers;
        this.sensors = sensors;
    }

    @Override
    public Integer call() throws Complaint, IOException {
        DataFolder data = DataFolder.of(dataFolder);
        Identity identity = Identity.load(data.identity())
                .orElseThrow(
                        () -> new Complaint(
                                Complaint.Code.IDENTITY,
                                "This machine has not joined a service yet: get a code there, then 'worker join URL --code CODE'."));
        LiveLimits limits = limits(data, identity);
        FileLock lock = data.lock();
        Clock clock = Clock.systemUTC();
        TransferMeter transfer = new TransferMeter(
                data.transfer(), () -> limits.get().times().hours().zone(), clock);
        try (ServiceClient service =
                new ServiceClient(movedTo == null ? identity.service() : movedTo, identity.token(), transfer::moved)) {
            return work(data, identity, new Owner(limits, transfer), service);
        } finally {
            transfer.save();
            lock.channel().close();
        }
    }

    private static LiveLimits limits(DataFolder data, Identity identity) throws Complaint {
        try {
            return new LiveLimits(data.limits(), identity.zone());
        } catch (LimitsUnclear unclear) {
            throw new Complaint(Complaint.Code.MACHINE, String.valueOf(unclear.getMessage()));
        }
    }

    /** What the owner lends, and what was used of a day of it. */
    private record Owner(LiveLimits limits, TransferMeter transfer) {

        ContentCache.Bounds ofCache() {
            return new ContentCache.Bounds(() -> limits.get().share().diskBytes(), this::mayMove);
        }

        boolean mayMove(long bytes) {
            return transfer.allows(bytes, limits.get().times().transferPerDay());
        }

        Workplace.Lent ofTrainer(MachineProbe machine) {
            OwnerLimits.Share share = limits.get().share();
            boolean all = share.threads() == null && share.threadsOf(machine.cores()) == machine.cores();
            return new Workplace.Lent(
                    all ? null : machine.threads(),
                    share.nice(),
                    machine.memoryLimit(),
                    share.diskBytes(),
                    share.graphics().lent());
        }
    }

    private int work(DataFolder data, Identity identity, Owner owner, ServiceClient service)
            throws Complaint, IOException {
        Clock clock = Clock.systemUTC();
        LiveLimits limits = owner.limits();
        RandomGenerator random = RandomGenerator.getDefault();
        IdleClock idle = new IdleClock(data.lastWorked(), identity.joinedAt(), clock);
        MachineProbe machine = new MachineProbe(limits, data.worker(), idle, WorkerMain.version());
        Retries retries = new Retries(Backoff.usual(random));
        TrainerLauncher launcher = launchers.in(data.engine());
        try (MachineMeter meter = MachineMeter.start(machine, MachineMeter.Places.SYSTEM, data.idlePower());
                LeaseKeeper keeper = new LeaseKeeper(service, () -> machine.offer(0), Backoff.usual(random), random)) {
            Workplace place = new Workplace(
                    service,
                    retries,
                    new ContentCache(data.cache(), owner.ofCache(), service, retries, clock),
                    keeper,
                    new Workplace.Host(launcher, meter, () -> owner.ofTrainer(machine), owner::mayMove, clock),
                    Timings.USUAL);
            OwnerGuard guard = new OwnerGuard(
                    limits,
                    data.wish(),
                    sensors.apply(clock),
                    owner.transfer(),
                    new PowerCap(data.worker().resolve("gpu-power")),
                    clock);
            guard.runEnded();
            StatusBoard board = new StatusBoard(data.status(), service.service(), launcher.protections(), guard, clock);
            Worker worker = new Worker(data, place, new Worker.Machine(machine, guard, idle), board, random);
            CountDownLatch ended = new CountDownLatch(1);
            StopSignals.obey(worker, ended);
            LOG.info("Node {} works for {}", identity.name(), service.service());
            try {
                Worker.End end = worker.work(once);
                LOG.info("Node {} ended: {}", identity.name(), end);
                return 0;
            } finally {
                ended.countDown();
            }
        }
    }
}
