package org.commonwatt.scheduler;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PowerCapsTest {

    /** ShuffleNet v2 on an A40, as Zeus measured it: seconds an epoch of 27.13, 16.85, 11.09 and 9.175. */
    private static final List<PowerCaps.Point> A40 = List.of(
            new PowerCaps.Point(100, 106.9, 9.175 / 27.13),
            new PowerCaps.Point(125, 119.0, 9.175 / 16.85),
            new PowerCaps.Point(150, 141.6, 9.175 / 11.09),
            new PowerCaps.Point(175, 160.7, 1));

    @Test
    void theLimitThatNeedsLeastEnergyForTheWorkIsTakenWhereTimeIsWorthNothing() {
        assertThat(PowerCaps.best(A40, 400, 0).limitWatts()).isEqualTo(175);
        List<PowerCaps.Point> flat = List.of(new PowerCaps.Point(150, 150, 0.95), new PowerCaps.Point(300, 280, 1));
        assertThat(PowerCaps.best(flat, 400, 0).limitWatts()).isEqualTo(150);
    }

    @Test
    void cleanElectricityOrDearTimeMakeItFaster() {
        List<PowerCaps.Point> points = List.of(new PowerCaps.Point(150, 150, 0.8), new PowerCaps.Point(300, 280, 1));
        assertThat(PowerCaps.best(points, 500, 5).limitWatts()).isEqualTo(150);
        assertThat(PowerCaps.best(points, 20, 50).limitWatts()).isEqualTo(300);
    }
}
