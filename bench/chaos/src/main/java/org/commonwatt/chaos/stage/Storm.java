package org.commonwatt.chaos.stage;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import org.commonwatt.chaos.net.HttpLink;
import org.commonwatt.chaos.net.Weather;
import org.commonwatt.chaos.plan.Fault;
import org.commonwatt.chaos.plan.FaultKind;

/** Lets a plan's faults happen to an installation, each at its time and on a thread of its own, and mends what is left. */
public final class Storm {

    private static final Duration TRAINER_COMES_WITHIN = Duration.ofSeconds(10);
    private static final int REPLAYED = 40;

    private final Installation installation;
    private final Consumer<String> says;
    private final Map<FaultKind, Integer> done = new EnumMap<>(FaultKind.class);
    private final List<String> griefs = new ArrayList<>();
    private Duration commonShift = Duration.ZERO;
    private final Duration[] ownShifts;

    /** @param says told each fault as it happens */
    public Storm(Installation installation, Consumer<String> says) {
        this.installation = installation;
        this.says = says;
        this.ownShifts = new Duration[installation.replicas().size()];
        java.util.Arrays.fill(ownShifts, Duration.ZERO);
    }

    /** Goes through the plan; afterwards the weather is calm and everything is up. */
    public void rage(List<Fault> plan) throws IOException, InterruptedException {
        long began = System.nanoTime();
        List<Thread> under = new ArrayList<>();
        for (Fault fault : plan) {
            long wait = fault.at().toNanos() - (System.nanoTime() - began);
            if (wait > 0) {
                Thread.sleep(Duration.ofNanos(wait));
            }
            says.accept(fault.toString());
            // A platform thread: a daemon's trainers end with the thread that started it, where a sandbox sees to that.
            under.add(Thread.ofPlatform().name(fault.kind().name()).start(() -> happen(fault)));
        }
        for (Thread thread : under) {
            thread.join();
        }
        for (HttpLink link : installation.links()) {
            link.weather().turn(Weather.Kind.CALM, Duration.ZERO);
        }
        installation.repair();
    }

    /** How often each kind happened; a fault that found nobody to hit is not counted. */
    public synchronized Map<FaultKind, Integer> done() {
        return new EnumMap<>(done);
    }

    /** Each fault that could not be done, as a sentence. */
    public synchronized List<String> griefs() {
        return List.copyOf(griefs);
    }

    private void happen(Fault fault) {
        try {
            if (apply(fault)) {
                synchronized (this) {
                    done.merge(fault.kind(), 1, Integer::sum);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException | RuntimeException e) {
            says.accept("  " + fault.kind() + " itself came to grief: " + e);
            synchronized (this) {
                griefs.add("the fault " + fault.kind() + " itself came to grief: " + e);
            }
        }
    }

    /** Whether it found somebody to hit. */
    private boolean apply(Fault fault) throws IOException, InterruptedException {
        Node node = of(installation.nodes(), fault);
        Replica replica = of(installation.replicas(), fault);
        HttpLink link = of(installation.links(), fault);
        Duration lasts = fault.lasts();
        return switch (fault.kind()) {
            case KILL_TRAINER -> Await.within(TRAINER_COMES_WITHIN, () -> node.killTrainer(fault.seed()));
            case KILL_DAEMON -> killDaemon(node, lasts);
            case STOP_DAEMON -> stopDaemon(node, lasts);
            case KILL_API -> {
                boolean hit = replica.kill();
                Thread.sleep(lasts);
                replica.start();
                yield hit;
            }
            case STOP_API -> {
                boolean hit = replica.isAlive();
                replica.stop();
                Thread.sleep(lasts);
                replica.start();
                yield hit;
            }
            case KILL_POSTGRES -> {
                boolean hit = installation.database().kill();
                Thread.sleep(lasts);
                installation.database().start();
                yield hit;
            }
            case KILL_EVERYTHING -> killEverything(lasts);
            case FREEZE_NODE -> node.freeze(lasts);
            case FREEZE_API -> replica.freeze(lasts);
            case CUT_LINK -> spell(link, Weather.Kind.CUTS, lasts);
            case SLOW_LINK -> spell(link, Weather.Kind.SLOW, lasts);
            case SILENT_LINK -> spell(link, Weather.Kind.SILENT, lasts);
            case TWICE -> spell(link, Weather.Kind.TWICE, lasts);
            case LATE -> spell(link, Weather.Kind.LATE, lasts);
            case REPLAY -> installation.memory().replay(REPLAYED, fault.seed());
            case CUT_DATABASE -> replica.wire().cut(lasts);
            case SILENT_DATABASE -> {
                replica.wire().hold(lasts);
                yield replica.isAlive();
            }
            case FULL_NODE ->
                fill(
                        installation.nodes().stream()
                                .map(Node::disk)
                                .filter(java.util.Objects::nonNull)
                                .toList(),
                        lasts);
            case FULL_STORE -> {
                Disk store = installation.store();
                yield fill(store == null ? List.of() : List.of(store), lasts);
            }
            case JUMP_CLOCK -> {
                jumpOne(installation.replicas().indexOf(replica), fault.shift());
                Thread.sleep(lasts);
                jumpOne(installation.replicas().indexOf(replica), fault.shift().negated());
                yield true;
            }
            case JUMP_CLOCKS -> {
                jumpAll(fault.shift());
                yield true;
            }
        };
    }

    private static boolean killDaemon(Node node, Duration lasts) throws IOException, InterruptedException {
        boolean hit = node.kill();
        Thread.sleep(lasts);
        node.start();
        return hit;
    }

    private boolean stopDaemon(Node node, Duration lasts) throws IOException, InterruptedException {
        boolean hit = node.isAlive();
        if (!node.stop()) {
            says.accept("  the daemon of " + node.name() + " did not end in time after SIGTERM");
        }
        Thread.sleep(lasts);
        node.start();
        return hit;
    }

    private boolean killEverything(Duration lasts) throws IOException, InterruptedException {
        boolean hit = false;
        for (Node node : installation.nodes()) {
            hit |= node.kill();
            node.trainers().forEach(ProcessHandle::destroyForcibly);
        }
        for (Replica replica : installation.replicas()) {
            hit |= replica.kill();
        }
        hit |= installation.database().kill();
        Thread.sleep(lasts);
        installation.database().start();
        for (Replica replica : installation.replicas()) {
            replica.start();
        }
        for (Node node : installation.nodes()) {
            node.start();
        }
        return hit;
    }

    /** Whether a request came by while it lasted. */
    private static boolean spell(HttpLink link, Weather.Kind kind, Duration lasts) throws InterruptedException {
        int struck = link.weather().struck();
        link.weather().turn(kind, lasts);
        Thread.sleep(lasts);
        return link.weather().struck() > struck;
    }

    private static boolean fill(List<Disk> disks, Duration lasts) throws IOException, InterruptedException {
        try {
            disks.forEach(Disk::fill);
            Thread.sleep(lasts);
        } finally {
            for (Disk disk : disks) {
                disk.free();
            }
        }
        return !disks.isEmpty();
    }

    private synchronized void jumpOne(int replica, Duration shift) throws IOException {
        ownShifts[replica] = ownShifts[replica].plus(shift);
        setClocks();
    }

    private synchronized void jumpAll(Duration shift) throws IOException {
        commonShift = commonShift.plus(shift);
        setClocks();
    }

    private void setClocks() throws IOException {
        for (int i = 0; i < ownShifts.length; i++) {
            installation.replicas().get(i).shiftClock(commonShift.plus(ownShifts[i]));
        }
    }

    private static <T> T of(List<T> all, Fault fault) {
        return all.get(fault.target() % all.size());
    }
}
