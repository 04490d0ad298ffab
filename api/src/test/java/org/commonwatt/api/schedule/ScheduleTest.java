package org.commonwatt.api.schedule;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ScheduleTest {

    /** Long enough for a machine that does much else, and never waited out by what passes. */
    private static final Duration LONG = Duration.ofMinutes(2);

    private final List<String> done = Collections.synchronizedList(new ArrayList<>());
    private final Semaphore rested = new Semaphore(0);
    private final Semaphore mayRest = new Semaphore(0);
    private Runnable first = () -> {
        throw new IllegalStateException("the first round fails");
    };
    private final Schedule schedule = new Schedule("a-test", LONG, LONG) {

        @Override
        protected void prepare() {
            done.add("prepare");
        }

        @Override
        protected void round() {
            done.add("round");
            if (Collections.frequency(done, "round") == 1) {
                first.run();
            }
        }

        @Override
        protected void rest() throws InterruptedException {
            done.add("rest");
            rested.release();
            mayRest.acquire();
        }
    };

    @AfterEach
    void stop() {
        schedule.stop();
    }

    private void awaitRest() throws InterruptedException {
        assertThat(rested.tryAcquire(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aRoundThatFailsDoesNotEndThemAndBetweenTwoThereIsARest() throws InterruptedException {
        schedule.start();
        awaitRest();
        mayRest.release();
        awaitRest();

        assertThat(done).containsExactly("prepare", "round", "rest", "round", "rest");
        assertThat(schedule.isRunning()).isTrue();
    }

    @Test
    void aRoundThatTheMachineBreaksOffDoesNotEndThemEither() throws InterruptedException {
        first = () -> {
            throw new StackOverflowError("of a test");
        };
        schedule.start();
        awaitRest();
        mayRest.release();
        awaitRest();

        assertThat(done).containsExactly("prepare", "round", "rest", "round", "rest");
    }

    @Test
    void aStopEndsTheRestAndNoRoundFollows() throws InterruptedException {
        schedule.start();
        awaitRest();

        schedule.stop();

        assertThat(schedule.isRunning()).isFalse();
        mayRest.release();
        assertThat(done).containsExactly("prepare", "round", "rest");
    }

    @Test
    void aStopWaitsForTheRoundThatIsUnderWay() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        Schedule slow = new Schedule("slow", LONG, LONG) {
            @Override
            protected void round() {
                begun.countDown();
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException stopping) {
                    // Goes on to its end, as one that commits does.
                    done.add("ended");
                }
            }
        };
        slow.start();
        begun.await();

        slow.stop();

        assertThat(done).containsExactly("ended");
    }

    @Test
    void oneThatIsStartedAgainGoesOnOnce() throws InterruptedException {
        schedule.start();
        awaitRest();
        schedule.stop();
        schedule.start();
        awaitRest();
        mayRest.release();
        awaitRest();

        assertThat(done).containsExactly("prepare", "round", "rest", "prepare", "round", "rest", "round", "rest");
    }
}
