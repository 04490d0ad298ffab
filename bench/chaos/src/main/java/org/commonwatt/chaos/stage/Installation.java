package org.commonwatt.chaos.stage;

import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.jspecify.annotations.Nullable;

import org.commonwatt.chaos.load.Service;
import org.commonwatt.chaos.net.HttpLink;
import org.commonwatt.chaos.net.Journal;
import org.commonwatt.chaos.net.Memory;
import org.commonwatt.chaos.net.Replicas;

/** The whole: one PostgreSQL, replicas of the service on one data folder, nodes, and the links between them. */
public final class Installation implements AutoCloseable {

    /**
     * How much there is of it, and how it is set.
     *
     * @param leaseTime short, so that much happens in a short run
     * @param disks whether file systems of their own are there to be filled
     */
    public record Size(int replicas, int nodes, Duration leaseTime, boolean disks) {}

    private final Places places;
    private final Size size;
    private final Random random;
    private final ServiceProgram program;
    private final Database database;
    private final List<Replica> replicas = new ArrayList<>();
    private final List<Node> nodes = new ArrayList<>();
    private final List<HttpLink> links = new ArrayList<>();
    private final Journal journal;
    private final Memory memory;
    private @Nullable Disk store;
    private @Nullable String key;

    private Installation(Places places, Size size, long seed) throws IOException {
        this.places = places;
        this.size = size;
        this.random = new Random(seed);
        this.program = new ServiceProgram(places);
        this.database = new Database(places);
        this.journal = new Journal(places.journal());
        this.memory = new Memory(journal);
    }

    /** Brings everything up: all replicas answer, all nodes have joined and wait for work. */
    public static Installation start(Places places, Size size, long seed) throws IOException, InterruptedException {
        Files.createDirectories(places.logs());
        Installation installation = new Installation(places, size, seed);
        try {
            installation.start();
            return installation;
        } catch (IOException | InterruptedException | RuntimeException e) {
            installation.close();
            throw e;
        }
    }

    /** Whether file systems can be mounted here. */
    public static boolean mayHaveDisks(Places places) throws IOException, InterruptedException {
        return Disk.areAllowed(places.run());
    }

    private void start() throws IOException, InterruptedException {
        if (size.disks()) {
            store = Disk.mount(places.store());
        }
        boolean fresh = program.unpack();
        database.start();
        List<Integer> ports = FreePorts.several(size.replicas());
        for (int i = 0; i < size.replicas(); i++) {
            replicas.add(new Replica(i, ports.get(i), places, program, serviceSettings(), database));
        }
        // The first one makes the schema and the key, and where the program is new, the archive of its classes at its
        // end.
        Replica first = replicas.getFirst();
        first.start();
        first.awaitHealthy();
        if (fresh) {
            first.stopAndArchive();
            first.start();
        }
        key = Files.readString(places.serviceData().resolve("key")).strip();
        for (Replica replica : replicas) {
            replica.start();
        }
        for (Replica replica : replicas) {
            replica.awaitHealthy();
        }
        Service service = new Service("http://127.0.0.1:" + first.port(), key());
        service.publishMoons();
        joinNodes(service);
    }

    private void joinNodes(Service service) throws IOException, InterruptedException {
        List<Program> joining = new ArrayList<>();
        for (int i = 0; i < size.nodes(); i++) {
            // The last one has the disk that gets full.
            boolean withDisk = size.disks() && i == size.nodes() - 1;
            Node node = new Node(i, places, link("node-" + i), withDisk);
            Program join = node.join(service.joiningCode());
            joining.add(join);
            nodes.add(node);
            if (i == 0) {
                // It writes the archive of the worker's classes at its end: by several at once that would be spoilt.
                requireJoined(join);
            }
        }
        for (Program join : joining) {
            requireJoined(join);
        }
        for (Node node : nodes) {
            node.start();
        }
    }

    private void requireJoined(Program join) throws InterruptedException {
        if (join.await() != 0) {
            throw new IllegalStateException("a node could not join; its log is in " + places.logs());
        }
    }

    private List<String> serviceSettings() {
        Duration lease = size.leaseTime();
        return List.of(
                "--commonwatt.lease.time=" + lease.toMillis() + "ms",
                "--commonwatt.lease.grace=" + lease.multipliedBy(3).toMillis() + "ms",
                "--commonwatt.lease.sweep-every=1s",
                "--commonwatt.lease.outage-after=3s",
                "--commonwatt.lease.look-again=2s",
                // The store lies on a small disk of its own, which fills to its last byte.
                "--commonwatt.artifacts.keep-free=0B",
                // No job may fail for being hit often.
                "--commonwatt.lease.retry.attempts=10000",
                "--commonwatt.lease.retry.first-delay=500ms",
                "--commonwatt.lease.retry.longest-delay=2s");
    }

    /** A link to the replicas for a client. */
    public HttpLink link(String name) throws IOException {
        HttpLink link = new HttpLink(
                name, new Replicas(replicas.stream().map(Replica::port).toList()), memory, random.nextLong());
        links.add(link);
        return link;
    }

    /** The bootstrap account's key. */
    public String key() {
        if (key == null) {
            throw new IllegalStateException("no replica has made a key yet");
        }
        return key;
    }

    /** The database. */
    public Database database() {
        return database;
    }

    /** Where everything lies. */
    public Places places() {
        return places;
    }

    List<Replica> replicas() {
        return replicas;
    }

    List<Node> nodes() {
        return nodes;
    }

    List<HttpLink> links() {
        return links;
    }

    Memory memory() {
        return memory;
    }

    @Nullable
    Disk store() {
        return store;
    }

    /** How often a daemon ended though nobody ended it. */
    public int ownEnds() {
        return nodes.stream().mapToInt(Node::ownEnds).sum();
    }

    /** Everything runs again that was killed or stopped. */
    public void repair() throws IOException, InterruptedException {
        database.start();
        for (Replica replica : replicas) {
            replica.start();
        }
        for (Node node : nodes) {
            node.start();
        }
        for (Replica replica : replicas) {
            replica.awaitHealthy();
        }
    }

    /** Waits until no lease is held: of a job that was called off the last is given back after its end. */
    public void awaitLeasesEnd(Duration limit) throws SQLException, InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (database.leases() > 0 && System.nanoTime() - end < 0) {
            Thread.sleep(Duration.ofMillis(200));
        }
    }

    /** Stops nodes and replicas in order, PostgreSQL apart; what did not go in time, or left something behind. */
    public List<String> stopPrograms() throws InterruptedException {
        List<String> late = new ArrayList<>();
        List<Thread> stops = new ArrayList<>();
        for (Node node : nodes) {
            stops.add(Thread.ofVirtual().start(() -> stopNode(node, late)));
        }
        for (Thread stop : stops) {
            stop.join();
        }
        for (Replica replica : replicas) {
            if (!replica.stop()) {
                late.add("a replica did not end in time after SIGTERM");
            }
        }
        for (ProcessHandle orphan : Processes.naming(places.run())) {
            String line = Processes.commandLine(orphan);
            // PostgreSQL is still needed.
            if (!line.contains(places.database().toString()) && !line.isEmpty()) {
                late.add("a process was left behind: " + orphan.pid() + " " + line);
            }
        }
        return late;
    }

    private static void stopNode(Node node, List<String> late) {
        try {
            if (!node.stop()) {
                synchronized (late) {
                    late.add("the daemon of " + node.name() + " did not end in time after SIGTERM");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends whatever still runs, by force, and unmounts. */
    @Override
    public void close() throws IOException {
        nodes.forEach(Node::kill);
        replicas.forEach(Replica::kill);
        database.stop();
        Processes.naming(places.run()).forEach(ProcessHandle::destroyForcibly);
        links.forEach(HttpLink::close);
        replicas.forEach(replica -> replica.wire().close());
        journal.close();
        for (Node node : nodes) {
            Disk disk = node.disk();
            if (disk != null) {
                disk.close();
            }
        }
        if (store != null) {
            store.close();
        }
    }
}
