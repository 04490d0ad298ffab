package org.commonwatt.api.database;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Requests that come while a transaction runs wait for its end and then share the next one: the busier the service, the
 * fewer commits for each request, and a request that comes alone waits for nobody.
 *
 * <p>Whoever asks is answered after the commit. Where a shared transaction fails, each of its requests is done again by
 * itself, so that one that can't be done takes no other along.
 *
 * @param <Q> a request
 * @param <A> its answer
 */
public final class GroupCommit<Q, A> {

    private static final Logger log = LoggerFactory.getLogger(GroupCommit.class);

    private record Waiting<Q, A>(Q request, CompletableFuture<A> answer) {}

    private final String name;
    private final int lanes;
    private final int most;
    private final Function<List<Q>, List<A>> together;

    private final List<Waiting<Q, A>> queue = new ArrayList<>();
    private int running;

    /**
     * @param name for threads and messages
     * @param lanes how many transactions may run at once
     * @param most how many requests may share one
     * @param together does them in one transaction, and answers in their order
     */
    public GroupCommit(String name, int lanes, int most, Function<List<Q>, List<A>> together) {
        this.name = name;
        this.lanes = lanes;
        this.most = most;
        this.together = together;
    }

    /** Does a request, together with others where there are any; what it throws is what doing it threw. */
    public A submit(Q request) {
        Waiting<Q, A> waiting = new Waiting<>(request, new CompletableFuture<>());
        boolean another;
        synchronized (queue) {
            queue.add(waiting);
            another = running < lanes;
            running += another ? 1 : 0;
        }
        if (another) {
            Thread.ofVirtual().name(name).start(this::work);
        }
        try {
            return waiting.answer().join();
        } catch (CompletionException failure) {
            throw failure.getCause() instanceof RuntimeException cause ? cause : failure;
        }
    }

    private void work() {
        for (List<Waiting<Q, A>> some = next(); !some.isEmpty(); some = next()) {
            List<Waiting<Q, A>> failed = attempt(some);
            failed.forEach(one -> attempt(List.of(one)));
        }
    }

    /** What is to be done next; the lane closes when there is nothing. */
    private List<Waiting<Q, A>> next() {
        synchronized (queue) {
            List<Waiting<Q, A>> head = queue.subList(0, Math.min(most, queue.size()));
            List<Waiting<Q, A>> some = List.copyOf(head);
            head.clear();
            running -= some.isEmpty() ? 1 : 0;
            return some;
        }
    }

    /** Answers with those that are to be tried by themselves. */
    private List<Waiting<Q, A>> attempt(List<Waiting<Q, A>> some) {
        try {
            List<A> answers = together.apply(some.stream().map(Waiting::request).toList());
            for (int i = 0; i < some.size(); i++) {
                some.get(i).answer().complete(answers.get(i));
            }
            return List.of();
        } catch (RuntimeException | Error failure) {
            if (some.size() == 1) {
                some.getFirst().answer().completeExceptionally(failure);
                return List.of();
            }
            log.debug("{} of {} failed together and are tried one by one", some.size(), name, failure);
            return some;
        }
    }
}
