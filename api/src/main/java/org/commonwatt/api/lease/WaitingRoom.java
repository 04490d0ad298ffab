package org.commonwatt.api.lease;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Where requests for work wait, holding nothing but their place. A task that becomes ready calls one of them; one that can't
 * use it passes the call on, so that a task costs a few looks and not one by each node that waits. A call that is lost
 * costs a moment, never the task: whoever waits also looks by itself now and then.
 */
@Component
class WaitingRoom {

    private final ReentrantLock lock = new ReentrantLock();

    /** In order of {@link Seat#heard}: whoever is called or enters goes to the end. */
    private final Set<Seat> seats = new LinkedHashSet<>();

    private final int places;
    private long calls;
    private boolean closed;

    @Autowired
    WaitingRoom(LeaseSettings settings) {
        this(settings.placesToWait());
    }

    WaitingRoom(int places) {
        this.places = places;
    }

    /** A task became ready: the first who has not heard of it is called. */
    void call() {
        locked(() -> {
            calls++;
            callNext();
        });
    }

    /** Takes a place; look for work only afterwards, so that nothing falls between the look and the wait. */
    Seat enter() {
        Seat seat = new Seat();
        locked(() -> {
            seat.heard = calls;
            seats.add(seat);
            seat.isOneTooMany = seats.size() > places;
        });
        return seat;
    }

    /** The service stops: everybody is sent away, so that open requests don't hold it up. */
    @EventListener(ContextClosedEvent.class)
    void close() {
        locked(() -> {
            closed = true;
            seats.forEach(seat -> seat.called.release());
        });
    }

    boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    /** How many wait at this moment. */
    int size() {
        lock.lock();
        try {
            return seats.size();
        } finally {
            lock.unlock();
        }
    }

    private void callNext() {
        if (!seats.isEmpty()) {
            Seat first = seats.iterator().next();
            if (first.heard < calls) {
                first.heard = calls;
                seats.remove(first);
                seats.add(first);
                first.called.release();
            }
        }
    }

    private void locked(Runnable change) {
        lock.lock();
        try {
            change.run();
        } finally {
            lock.unlock();
        }
    }

    /** A place in the room. */
    final class Seat implements AutoCloseable {

        private final Semaphore called = new Semaphore(0);
        private long heard;
        private boolean isOneTooMany;

        /** Whether all places were taken: whoever has this one may look for work, and should then come back later. */
        boolean isOneTooMany() {
            return isOneTooMany;
        }

        /** Waits for a call; false when none came in that time. */
        boolean await(Duration atMost) throws InterruptedException {
            boolean was = called.tryAcquire(Math.max(0, atMost.toNanos()), TimeUnit.NANOSECONDS);
            called.drainPermits();
            return was;
        }

        /** The call brought nothing for this one: the next who has not heard of it is called. */
        void passOn() {
            locked(WaitingRoom.this::callNext);
        }

        /** Leaves; a call that came in the meantime goes to the next. */
        @Override
        public void close() {
            locked(() -> {
                seats.remove(this);
                if (called.drainPermits() > 0) {
                    callNext();
                }
            });
        }
    }
}
