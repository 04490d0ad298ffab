package org.commonwatt.chaos.load;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Somebody who keeps a few jobs in the queue, submits each until it is accepted, and calls off one now and then. There are
 * only a few different specs, so that what came out under all those faults can be compared with what came out without any.
 */
public final class Workload {

    private static final Set<String> FINAL = Set.of("SUCCEEDED", "FAILED", "CANCELLED");
    private static final Duration PAUSE = Duration.ofSeconds(1);
    /** One of so many jobs is called off. */
    private static final int CANCELLED_OF = 10;

    private static final byte[] NOTHING = new byte[0];

    private final Service service;
    private final List<String> specs;
    private final int open;
    private final Random random;
    /** Jobs that are not known to have ended. */
    private final Set<String> jobs = new LinkedHashSet<>();

    private @Nullable Thread thread;
    private volatile boolean enough;
    private volatile @Nullable Throwable failure;
    private int submitted;

    /**
     * @param specs how many different specs to train
     * @param epochs how long each trains
     * @param open how many jobs to keep from having ended
     * @param seed decides which job comes next, and which is called off
     */
    public Workload(Service service, int specs, int epochs, int open, long seed) {
        this.service = service;
        this.specs = IntStream.range(0, specs)
                .mapToObj(i -> Moons.tersely("moons-" + i, epochs, i))
                .toList();
        this.open = open;
        this.random = new Random(seed);
    }

    /**
     * Trains each spec under one lease alone. On a machine so busy that a lease runs out by itself, a spec is trained again.
     */
    public void trainEachUndisturbed(Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        Map<String, String> jobOfSpec = new LinkedHashMap<>();
        while (jobOfSpec.size() < specs.size()) {
            for (String spec : specs) {
                if (!jobOfSpec.containsKey(spec)) {
                    jobOfSpec.put(spec, submit(spec));
                }
            }
            if (!awaitEnds(Duration.ofNanos(end - System.nanoTime()))) {
                throw new IllegalStateException("undisturbed jobs did not end within " + limit.toSeconds() + " s");
            }
            for (Map.Entry<String, String> trained : List.copyOf(jobOfSpec.entrySet())) {
                if (job(trained.getValue()).path("attempts").asInt() != 1) {
                    jobOfSpec.remove(trained.getKey());
                }
            }
        }
    }

    /** Submits until {@link #stop}. */
    public void start() {
        thread = Thread.ofVirtual()
                .name("workload")
                .uncaughtExceptionHandler((ended, thrown) -> failure = thrown)
                .start(this::keepSubmitting);
    }

    /** Waits until all jobs have ended; false when some had not within {@code limit}. */
    public boolean awaitEnds(Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (countOpen() > 0) {
            if (System.nanoTime() - end > 0) {
                return false;
            }
            Thread.sleep(PAUSE);
        }
        return true;
    }

    /** How many jobs were accepted. */
    public int submitted() {
        return submitted;
    }

    /**
     * Submits no more; what was begun is insisted on, as it may have been accepted.
     *
     * @throws IllegalStateException when submitting had come to an end by itself
     */
    public void stop() throws InterruptedException {
        enough = true;
        if (thread != null) {
            thread.join();
        }
        if (failure != null) {
            throw new IllegalStateException("no jobs were submitted any more", failure);
        }
    }

    private void keepSubmitting() {
        try {
            while (!enough) {
                if (countOpen() < open) {
                    String id = submit(specs.get(random.nextInt(specs.size())));
                    if (submitted % CANCELLED_OF == 0) {
                        Thread.sleep(Duration.ofMillis(random.nextInt(15_000)));
                        cancel(id);
                    }
                }
                Thread.sleep(PAUSE);
            }
        } catch (InterruptedException broken) {
            Thread.currentThread().interrupt();
        }
    }

    private String submit(String spec) throws InterruptedException {
        Map<String, String> headers = Map.of("Idempotency-Key", "chaos-" + submitted);
        Service.Answer answer = service.insist("POST", "/jobs", spec.getBytes(UTF_8), "application/yaml", headers);
        if (answer.status() >= 300) {
            throw new IllegalStateException("a job was refused with " + answer.status() + ": " + answer.body());
        }
        submitted++;
        String id = answer.body().path("id").asString();
        jobs.add(id);
        return id;
    }

    private void cancel(String id) throws InterruptedException {
        service.insist("PUT", "/jobs/" + id + "/cancellation", NOTHING, "", Map.of());
    }

    private int countOpen() throws InterruptedException {
        for (String id : List.copyOf(jobs)) {
            if (FINAL.contains(job(id).path("state").asString())) {
                jobs.remove(id);
            }
        }
        return jobs.size();
    }

    /** What the service says of a job; nothing where it does not answer. */
    private JsonNode job(String id) throws InterruptedException {
        return service.send("GET", "/jobs/" + id, NOTHING, "", Map.of())
                .map(Service.Answer::body)
                .orElse(MissingNode.getInstance());
    }
}
