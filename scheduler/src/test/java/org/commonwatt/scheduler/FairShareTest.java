package org.commonwatt.scheduler;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class FairShareTest {

    @Test
    void useLosesHalfItsWeightInADayAndIsForgottenAfterAWeek() {
        assertThat(FairShare.weight(Duration.ZERO)).isEqualTo(1);
        assertThat(FairShare.weight(Duration.ofDays(1))).isCloseTo(0.5, within(1e-12));
        assertThat(FairShare.weight(FairShare.FORGOTTEN_AFTER)).isLessThan(0.01);
        assertThat(FairShare.weight(Duration.ofSeconds(-5))).isEqualTo(1);
    }

    @Test
    void bandsGrowWithUseAndEachIsTwiceAsWideAsTheOneBefore() {
        assertThat(FairShare.band(0)).isZero();
        assertThat(FairShare.band(0.25)).isZero();
        assertThat(FairShare.band(0.3)).isEqualTo(1);
        assertThat(FairShare.band(0.5)).isEqualTo(2);
        assertThat(FairShare.band(1)).isEqualTo(3);
        int before = 0;
        for (double hours = 0; hours < 5000; hours += 0.1) {
            assertThat(FairShare.band(hours)).isGreaterThanOrEqualTo(before);
            before = FairShare.band(hours);
        }
    }
}
