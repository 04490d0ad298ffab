package org.commonwatt.worker.daemon;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
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
import org.commonwatt.worker.machine.IdleClock;
import org.commonwatt.worker.machine.MachineMeter;
import org.commonwatt.worker.machine.MachineProbe;
import org.commonwatt.worker.machine.OwnerLimits;
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

    @Option(names = "--data", description = "Data folder; by default COMMONWATT_DATA or the user's own.")
    private @Nullable Path dataFolder;

    @Option(
            names = "--service",
            paramLabel = "URL",
            description = "Where the service is now, if it moved since joining.")
    private @Nullable URI movedTo;

    @Option(names = "--once", description = "End after one lease.")
    private boolean once;

    /** Makes the launcher of trainers, given the folder of their engine. */
    interface LauncherSource {
        TrainerLauncher in(Path engine) throws IOException;
    }

    RunCommand() {
        this(TrainerLauncher::new);
    }

    RunCommand(LauncherSource launchers) {
        this.launchers = launchers;
    }

    @Override
    public Integer call() throws Complaint, IOException {
        DataFolder data = DataFolder.of(dataFolder);
        Identity identity = Identity.load(data.identity())
                .orElseThrow(
                        () -> new Complaint(
                                Complaint.Code.IDENTITY,
                                "This machine has not joined a service yet: get a code there, then 'worker join URL --code CODE'."));
        OwnerLimits limits = new LimitsFile(data.limits()).read().inZone(identity.zone());
        FileLock lock = data.lock();
        try (ServiceClient service =
                new ServiceClient(movedTo == null ? identity.service() : movedTo, identity.token())) {
            return work(data, identity, limits, service);
        } finally {
            lock.channel().close();
        }
    }

    private int work(DataFolder data, Identity identity, OwnerLimits limits, ServiceClient service)
            throws Complaint, IOException {
        Clock clock = Clock.systemUTC();
        RandomGenerator random = RandomGenerator.getDefault();
        IdleClock idle = new IdleClock(data.lastWorked(), identity.joinedAt(), clock);
        MachineProbe machine = new MachineProbe(limits, data.worker(), idle, WorkerMain.version());
        Retries retries = new Retries(Backoff.usual(random));
        TrainerLauncher launcher = launchers.in(data.engine());
        try (MachineMeter meter = MachineMeter.start(machine, MachineMeter.Places.SYSTEM, data.idlePower(), null);
                LeaseKeeper keeper = new LeaseKeeper(service, () -> machine.offer(0), Backoff.usual(random), random)) {
            Workplace place = new Workplace(
                    service,
                    retries,
                    new ContentCache(data.cache(), limits.diskBytes(), service, retries, clock),
                    keeper,
                    new Workplace.Host(launcher, meter, limits.threads(), machine.memoryLimit(), clock),
                    Timings.USUAL);
            StatusBoard board = new StatusBoard(data.status(), launcher.protections(), clock);
            Worker worker = new Worker(data, place, machine, idle, board, random);
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
