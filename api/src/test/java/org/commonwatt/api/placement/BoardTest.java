package org.commonwatt.api.placement;

import java.time.Clock;
import java.time.Duration;

import org.junit.jupiter.api.Test;

import org.commonwatt.api.TestClock;
import org.commonwatt.api.lease.LeaseWorld;

import static org.assertj.core.api.Assertions.assertThat;

class BoardTest {

    private final LeaseWorld world = LeaseWorld.empty();
    private final Board board = world.service.bean(Board.class);

    @Test
    void aPictureLastsForAMomentAndNotUntilAClockThatWentBackHasCaughtUp() {
        TestClock clock = (TestClock) world.service.bean(Clock.class);
        Board.Picture first = board.picture();
        clock.advance(Duration.ofMillis(999));
        assertThat(board.picture()).isSameAs(first);
        clock.advance(Duration.ofMillis(1));
        Board.Picture second = board.picture();
        assertThat(second).isNotSameAs(first);

        clock.advance(Duration.ofHours(-1));
        assertThat(board.picture()).isNotSameAs(second);
        clock.advance(Duration.ofHours(1));
    }
}
