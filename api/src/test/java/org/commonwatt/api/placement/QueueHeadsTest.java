package org.commonwatt.api.placement;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import org.commonwatt.api.TestClock;
import org.commonwatt.api.placement.QueueHeads.Head;
import org.commonwatt.api.placement.QueueHeads.Look;

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
        passed(head(1), QUICK);
        assertThat(heads.of(WORK_CLASS)).isEqualTo(head(1));
        passed(head(2), QUICK);
        assertThat(heads.of(WORK_CLASS)).isEqualTo(head(2));
        assertThat(heads.of(WORK_CLASS + 1)).isEqualTo(Head.FRONT);
    }

    @Test
    void everyFewSecondsALookBeginsAtTheFront() {
        passed(head(1), QUICK);
        clock.advance(Duration.ofSeconds(5));
        passed(head(2), QUICK);
        assertThat(heads.of(WORK_CLASS)).isEqualTo(head(2));
        clock.advance(Duration.ofMillis(1));
        assertThat(heads.of(WORK_CLASS)).isEqualTo(Head.FRONT);

        passed(head(1), QUICK);
        assertThat(heads.of(WORK_CLASS)).isEqualTo(head(1));
    }

    @Test
    void theFrontIsLookedAtMoreRarelyWhereThatTakesLong() {
        passed(head(1), Duration.ofMillis(200));
        clock.advance(Duration.ofSeconds(20));
        assertThat(heads.of(WORK_CLASS)).isEqualTo(head(1));
        clock.advance(Duration.ofMillis(1));
        assertThat(heads.of(WORK_CLASS)).isEqualTo(Head.FRONT);

        passed(head(1), Duration.ofHours(1));
        clock.advance(Duration.ofMinutes(1));
        assertThat(heads.of(WORK_CLASS)).isEqualTo(head(1));
        clock.advance(Duration.ofMillis(1));
        assertThat(heads.of(WORK_CLASS)).isEqualTo(Head.FRONT);
    }

    @Test
    void ofClassesThatNobodyLooksAtAnyMoreNothingIsRemembered() {
        passed(head(1), QUICK);
        assertThat(heads.known()).containsExactly(Map.entry(WORK_CLASS, head(1)));
        assertThat(heads.size()).isEqualTo(1);

        clock.advance(Duration.ofSeconds(6));

        assertThat(heads.known()).isEmpty();
        assertThat(heads.size()).isZero();
    }

    @Test
    void aTaskInFrontOfTheHeadSetsItBackAndOneBehindDoesNot() {
        passed(head(10), QUICK);
        heads.added(WORK_CLASS, NOW.plusSeconds(11));
        assertThat(heads.of(WORK_CLASS)).isEqualTo(head(10));
        heads.added(WORK_CLASS, NOW.plusSeconds(10)); // its id may be the smaller one
        assertThat(heads.of(WORK_CLASS)).isEqualTo(Head.FRONT);
    }

    @Test
    void aLookThatDidNotSeeATaskDoesNotPassItBy() {
        passed(head(10), QUICK);
        Look look = heads.begin(WORK_CLASS);
        heads.added(WORK_CLASS, NOW);
        heads.passed(look, head(11), QUICK);
        assertThat(heads.of(WORK_CLASS)).isEqualTo(Head.FRONT);
    }

    @Test
    void neitherFromTheFrontNorFromAHeadDoesALookPassWhatWasAddedMeanwhile() {
        Look fromTheFront = heads.begin(WORK_CLASS);
        heads.added(WORK_CLASS, NOW.plusSeconds(5));
        heads.added(WORK_CLASS, NOW.plusSeconds(7));
        heads.added(WORK_CLASS + 1, NOW);
        heads.passed(fromTheFront, head(10), QUICK);
        assertThat(heads.of(WORK_CLASS)).isEqualTo(new Head(NOW.plusSeconds(5), new UUID(0, 0)));

        Look fromThere = heads.begin(WORK_CLASS);
        heads.added(WORK_CLASS, NOW.plusSeconds(8));
        heads.passed(fromThere, head(10), QUICK);
        assertThat(heads.of(WORK_CLASS)).isEqualTo(new Head(NOW.plusSeconds(8), new UUID(0, 0)));

        Look again = heads.begin(WORK_CLASS);
        heads.added(WORK_CLASS, NOW.plusSeconds(12));
        heads.passed(again, head(11), QUICK);
        assertThat(heads.of(WORK_CLASS))
                .as("what lies behind is not in the way")
                .isEqualTo(head(11));
    }

    @Test
    void anotherReplicasNewsHoldALookAtTheFront() {
        Look look = heads.begin(WORK_CLASS);
        heads.forget();
        heads.passed(look, head(10), QUICK);
        assertThat(heads.of(WORK_CLASS)).isEqualTo(Head.FRONT);
    }

    @Test
    void ofTwoLooksThatBeganAtOnePlaceTheFirstThatEndsCounts() {
        passed(head(1), QUICK);
        Look one = heads.begin(WORK_CLASS);
        Look other = heads.begin(WORK_CLASS);
        heads.passed(one, head(2), QUICK);
        heads.passed(other, head(3), QUICK);
        assertThat(heads.of(WORK_CLASS)).isEqualTo(head(2));
    }

    @Test
    void aClockThatGoesBackAndAnotherReplicasNewsBringThemBackToTheFront() {
        passed(head(1), QUICK);
        clock.set(NOW.minusMillis(1));
        assertThat(heads.of(WORK_CLASS)).isEqualTo(Head.FRONT);
        clock.set(NOW);
        assertThat(heads.of(WORK_CLASS)).isEqualTo(head(1));
        heads.forget();
        assertThat(heads.of(WORK_CLASS)).isEqualTo(Head.FRONT);
    }

    /** A look from where looks begin, as far as {@code next}. */
    private void passed(Head next, Duration took) {
        Look look = heads.begin(WORK_CLASS);
        heads.passed(look, next, took);
        heads.end(look);
    }

    private static Head head(int seconds) {
        return new Head(NOW.plusSeconds(seconds), new UUID(seconds, 0));
    }
}
