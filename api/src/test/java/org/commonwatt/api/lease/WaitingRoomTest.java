package org.commonwatt.api.lease;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class WaitingRoomTest {

    private static final Duration NOT_AT_ALL = Duration.ZERO;

    private final WaitingRoom room = new WaitingRoom(2);

    @Test
    void aTaskCallsTheOneWhoWaitsLongestAndNobodyElse() throws InterruptedException {
        WaitingRoom.Seat first = room.enter();
        WaitingRoom.Seat second = room.enter();
        room.call();
        assertThat(first.await(NOT_AT_ALL)).isTrue();
        assertThat(second.await(NOT_AT_ALL)).isFalse();
    }

    @Test
    void aCallThatBringsNothingIsPassedOnUntilAllHaveHeardOfIt() throws InterruptedException {
        WaitingRoom.Seat first = room.enter();
        WaitingRoom.Seat second = room.enter();
        room.call();
        assertThat(first.await(NOT_AT_ALL)).isTrue();
        first.passOn();
        assertThat(second.await(NOT_AT_ALL)).isTrue();
        second.passOn();
        assertThat(first.await(NOT_AT_ALL)).isFalse();
        assertThat(second.await(NOT_AT_ALL)).isFalse();
    }

    @Test
    void twoTasksCallTwo() throws InterruptedException {
        WaitingRoom.Seat first = room.enter();
        WaitingRoom.Seat second = room.enter();
        WaitingRoom.Seat third = room.enter();
        room.call();
        room.call();
        assertThat(first.await(NOT_AT_ALL)).isTrue();
        assertThat(second.await(NOT_AT_ALL)).isTrue();
        assertThat(third.await(NOT_AT_ALL)).isFalse();
    }

    @Test
    void whoLeavesWithACallUnheardLeavesItToTheNext() throws InterruptedException {
        WaitingRoom.Seat first = room.enter();
        WaitingRoom.Seat second = room.enter();
        room.call();
        first.close();
        assertThat(second.await(NOT_AT_ALL)).isTrue();
    }

    @Test
    void whoEntersAfterTheCallHasToLookByItself() throws InterruptedException {
        room.call();
        WaitingRoom.Seat late = room.enter();
        late.passOn();
        assertThat(late.await(NOT_AT_ALL)).isFalse();
    }

    @Test
    void whoFindsNoPlaceIsToldSoUntilSomebodyLeaves() {
        WaitingRoom.Seat first = room.enter();
        WaitingRoom.Seat second = room.enter();
        WaitingRoom.Seat third = room.enter();
        assertThat(third.isOneTooMany()).isTrue();
        assertThat(second.isOneTooMany()).isFalse();
        third.close();
        first.close();
        assertThat(room.enter().isOneTooMany()).isFalse();
    }

    @Test
    void whenTheServiceStopsEverybodyIsSentAway() throws InterruptedException {
        WaitingRoom.Seat first = room.enter();
        WaitingRoom.Seat second = room.enter();
        room.close();
        assertThat(first.await(Duration.ofMinutes(1))).isTrue();
        assertThat(second.await(Duration.ofMinutes(1))).isTrue();
        assertThat(room.isClosed()).isTrue();
    }
}
