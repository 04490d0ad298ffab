package org.commonwatt.worker.client;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

import org.commonwatt.protocol.Json;

/**
 * The deliveries of one lease, on disk in the order in which they are to be sent.
 *
 * <p>It is bounded. What goes first, while the service is away: of the checkpoints that wait all but the newest, as a run goes
 * on from the newest alone; then, once they are too many or too large, the oldest reports, which are counted, so that the job's
 * log says what its curves lack. The newest checkpoint and the end of the lease are never dropped.
 */
public final class Outbox {

    private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);
    private static final String SUFFIX = ".json";

    private final Path folder;
    private final Bounds bounds;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    /** What waits. Each delivery is read from its file only when its turn comes, so that an hour's spool takes no memory. */
    private final TreeMap<Long, Lane> lanes = new TreeMap<>();

    private final TreeMap<Long, String> checkpointFiles = new TreeMap<>();
    private final Set<Long> taken = new HashSet<>();
    private long next = 1;
    private final TreeMap<Long, Long> reportBytes = new TreeMap<>();
    private boolean ended;
    private long dropped;

    /**
     * What may wait.
     *
     * @param reports at one every 10 s while the service is away, 2,000 are five and a half hours
     * @param bytes of reports; a usual one has some kilobytes
     */
    public record Bounds(int reports, long bytes) {

        /** For whoever adds nothing more. */
        public static final Bounds NONE = new Bounds(Integer.MAX_VALUE, Long.MAX_VALUE);
    }

    /** Deliveries of one lane go out in order; a checkpoint that takes minutes must not hold up reports. */
    enum Lane {
        REPORTS,
        RESULTS
    }

    /** A delivery and its place in the order. */
    public record Entry(long number, Delivery delivery) {}

    private Outbox(Path folder, Bounds bounds) {
        this.folder = folder;
        this.bounds = bounds;
    }

    /** Opens a lease's outbox with what an earlier life of the worker left in it. */
    public static Outbox open(Path folder, Bounds bounds) throws IOException {
        Files.createDirectories(folder);
        Outbox outbox = new Outbox(folder, bounds);
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                if (name.matches("[0-9]{12}\\.json")) {
                    outbox.find(Long.parseLong(name.substring(0, 12)));
                }
            }
        }
        return outbox;
    }

    /** The folder in which files that deliveries name must lie. */
    public Path folder() {
        return folder;
    }

    /** Adds a delivery at the end; it is on the disk when this returns. Nothing can be changed after the last one. */
    public void add(Delivery delivery) throws IOException {
        lock.lock();
        try {
            if (ended) {
                throw new IllegalStateException("nothing follows the end of a lease");
            }
            long number = next++;
            write(number, delivery);
            note(number, delivery);
            if (delivery instanceof Delivery.Checkpointed) {
                dropOlderCheckpoints(number);
            }
            if (delivery instanceof Delivery.Reported) {
                dropOldestReports();
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits for the first delivery of a lane and shows it; it stays first until {@link #delivered}. The lease's end comes
     * only once nothing else waits.
     */
    Entry take(Lane lane) throws IOException, InterruptedException {
        lock.lockInterruptibly();
        try {
            while (true) {
                Long first = first(lane);
                if (first != null) {
                    Entry entry = new Entry(first, read(first));
                    if (!entry.delivery().isLast() || lanes.size() == 1) {
                        taken.add(first);
                        return entry;
                    }
                }
                changed.await();
            }
        } finally {
            lock.unlock();
        }
    }

    private @Nullable Long first(Lane lane) {
        for (Map.Entry<Long, Lane> waiting : lanes.entrySet()) {
            if (waiting.getValue() == lane) {
                return waiting.getKey();
            }
        }
        return null;
    }

    /** Removes a delivery that arrived, and its file. */
    void delivered(Entry entry) throws IOException {
        lock.lock();
        try {
            taken.remove(entry.number());
            remove(entry.number());
            dropFile(entry.number());
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Whether a checkpoint waits that was added after this one; never for what is no checkpoint. */
    boolean hasNewerCheckpoint(Entry entry) {
        lock.lock();
        try {
            return checkpointFiles.containsKey(entry.number()) && checkpointFiles.lastKey() > entry.number();
        } finally {
            lock.unlock();
        }
    }

    /** Whether a checkpoint waits that lies in a file of this name. */
    public boolean names(String file) {
        lock.lock();
        try {
            return checkpointFiles.containsValue(file);
        } finally {
            lock.unlock();
        }
    }

    /** Number of deliveries that wait. */
    public int waiting() {
        lock.lock();
        try {
            return lanes.size();
        } finally {
            lock.unlock();
        }
    }

    /** Reports that were dropped since the last call because too many waited, or were unreadable when this was opened. */
    public long droppedSinceLastCall() {
        lock.lock();
        try {
            long count = dropped;
            dropped = 0;
            return count;
        } finally {
            lock.unlock();
        }
    }

    /** Whether the end of the lease's work is in here, or was delivered. */
    public boolean hasEnd() {
        lock.lock();
        try {
            return ended;
        } finally {
            lock.unlock();
        }
    }

    /** Only the end of a lease is sure to outlive a power cut; of anything else there may be less than was written. */
    private void find(long number) throws IOException {
        next = Math.max(next, number + 1);
        try {
            note(number, read(number));
        } catch (JacksonException torn) {
            LOG.warn("{} can't be read and is left out: {}", file(number), torn.getOriginalMessage());
            dropped++;
        }
    }

    private void note(long number, Delivery delivery) throws IOException {
        lanes.put(number, delivery instanceof Delivery.Reported ? Lane.REPORTS : Lane.RESULTS);
        if (delivery instanceof Delivery.Reported) {
            reportBytes.put(number, Files.size(file(number)));
        }
        if (delivery instanceof Delivery.Checkpointed checkpoint) {
            checkpointFiles.put(number, checkpoint.file());
        }
        ended = ended || delivery.isLast();
    }

    private void dropOlderCheckpoints(long newest) throws IOException {
        for (long number : List.copyOf(checkpointFiles.headMap(newest).keySet())) {
            if (!taken.contains(number)) {
                remove(number);
                dropFile(number);
            }
        }
    }

    /** A step that was saved twice has one file, which goes with the last delivery that names it. */
    private void dropFile(long number) throws IOException {
        String file = checkpointFiles.remove(number);
        if (file != null && !checkpointFiles.containsValue(file)) {
            Files.deleteIfExists(folder.resolve(file));
        }
    }

    private void dropOldestReports() throws IOException {
        long bytes = reportBytes.values().stream().mapToLong(Long::longValue).sum();
        for (long number : List.copyOf(reportBytes.keySet())) {
            if (reportBytes.size() <= bounds.reports() && bytes <= bounds.bytes()) {
                return;
            }
            if (!taken.contains(number)) {
                LOG.warn("The service is away for too long: dropped a report that waited in {}", folder);
                bytes -= reportBytes.getOrDefault(number, 0L);
                remove(number);
                dropped++;
            }
        }
    }

    private void remove(long number) throws IOException {
        lanes.remove(number);
        reportBytes.remove(number);
        Files.deleteIfExists(file(number));
    }

    private Delivery read(long number) throws IOException {
        return Json.mapper().readValue(Files.readAllBytes(file(number)), Delivery.class);
    }

    private void write(long number, Delivery delivery) throws IOException {
        Path draft = folder.resolve("draft");
        Files.write(draft, Json.mapper().writeValueAsBytes(delivery));
        if (delivery.isLast()) {
            // A result outlives a power cut; a report need not.
            try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
        }
        Files.move(draft, file(number), StandardCopyOption.ATOMIC_MOVE);
    }

    private Path file(long number) {
        return folder.resolve(String.format("%012d", number) + SUFFIX);
    }
}
