package org.commonwatt.api.placement;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import org.commonwatt.api.TestClock;
import org.commonwatt.api.placement.QueueHeads.Head;

import static org.assertj.core.api.Assertions.assertThat;

class QueueHeadsTest {

    private static final long WORK_CLASS = 7;
    private static final Duration QUICK = Duration.ofMillis(1);
    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");

    private final TestClock clock = new TestClock(NOW);
    private final QueueHeads heads = new QueueHeads(clock);

    @Test
    void aLookBeginsWhereTheLastOneEnded() {
        assertThat(heads.of(WORK_CLASS)).isEqualTo(Head.FRONT);
        heads.passed(WORK_CLASS, Head.FRONT, head(1), QUICK);
        assertThat(heads.of(WORK_CLASS)).isEqualTo(head(1));
        heads.passed(WORK_CLASS, head(1), head(2), QUICK);
        assertThat(heads.of(WORK_CLASS)).isEqualTo(head(2));
        assertThat(heads.of(WORK_CLASS + 1)).isEqualTo(Head.FRONT);
    }

    @Test
    void everyFewSecondsALookBeginsAtTheFront() {
        heads.passed(WORK_CLASS, Head.FRONT, head(1), QUICK);
        clock.advance(Duration.ofSeconds(5));
        heads.passed(WORK_CLASS, head(1), head(2), QUICK);
        assertThat(heads.of(WORK_CLASS)).isEqualTo(head(2));
        clock.advance(Duration.ofMillis(1));
        assertThat(heads.of(WORK_CLASS)).isEqualTo(Head.FRONT);

        heads.passed(WORK_CLASS, Head.FRONT, head(1), QUICK);
        assertThat(heads.of(WORK_CLASS)).isEqualTo(head(1));
    }

    @Test
    void theFrontIsLookedAtMoreRarelyWhereThatTakesLong() {
        heads.passed(WORK_CLASS, Head.FRONT, head(1), Duration.ofMillis(200));
        clock.advance(Duration.ofSeconds(20));
        assertThat(heads.of(WORK_CLASS)).isEqualTo(head(1));
        clock.advance(Duration.ofMillis(1));
        assertThat(heads.of(WORK_CLASS)).isEqualTo(Head.FRONT);

        heads.passed(WORK_CLASS, Head.FRONT, head(1), Duration.ofHours(1));
        clock.advance(Duration.ofMinutes(1));
        assertThat(heads.of(WORK_CLASS)).isEqualTo(head(1));
        clock.advance(Duration.ofMillis(1));
        assertThat(heads.of(WORK_CLASS)).isEqualTo(Head.FRONT);
    }

    @Test
    void aTaskInFrontOfTheHeadSetsItBackAndOneBehindDoesNot() {
        heads.passed(WORK_CLASS, Head.FRONT, head(10), QUICK);
        heads.added(WORK_CLASS, NOW.plusSeconds(11));
        assertThat(heads.of(WORK_CLASS)).isEqualTo(head(10));
        heads.added(WORK_CLASS, NOW.plusSeconds(10)); // its id may be the smaller one
        assertThat(heads.of(WORK_CLASS)).isEqualTo(Head.FRONT);
    }

    @Test
    void aLookThatDidNotSeeATaskDoesNotPassItBy() {
        heads.passed(WORK_CLASS, Head.FRONT, head(10), QUICK);
        Head from = heads.of(WORK_CLASS);
        heads.added(WORK_CLASS, NOW); // while that look is under way
        heads.passed(WORK_CLASS, from, head(11), QUICK);
        assertThat(heads.of(WORK_CLASS)).isEqualTo(Head.FRONT);
    }

    @Test
    void ofTwoLooksThatBeganAtOnePlaceTheFirstThatEndsCounts() {
        heads.passed(WORK_CLASS, Head.FRONT, head(1), QUICK);
        heads.passed(WORK_CLASS, head(1), head(2), QUICK);
        heads.passed(WORK_CLASS, head(1), head(3), QUICK);
        assertThat(heads.of(WORK_CLASS)).isEqualTo(head(2));
    }

    @Test
    void aClockThatGoesBackAndAnotherReplicasNewsBringThemBackToTheFront() {
        heads.passed(WORK_CLASS, Head.FRONT, head(1), QUICK);
        clock.set(NOW.minusMillis(1));
        assertThat(heads.of(WORK_CLASS)).isEqualTo(Head.FRONT);
        clock.set(NOW);
        assertThat(heads.of(WORK_CLASS)).isEqualTo(head(1));
        heads.forget();
        assertThat(heads.of(WORK_CLASS)).isEqualTo(Head.FRONT);
    }

    private static Head head(int seconds) {
        return new Head(NOW.plusSeconds(seconds), new UUID(seconds, 0));
    }
}
