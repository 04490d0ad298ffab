package org.commonwatt.worker.training.optimizer;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

import org.commonwatt.protocol.spec.Optimizer;
import org.commonwatt.protocol.spec.Schedule;

import static org.assertj.core.api.Assertions.assertThat;

/** Against values from NumPy, and from PyTorch's documentation of the schedules of these names. */
class StepSizesTest {

    private static final Offset<Double> CLOSE = Offset.offset(1e-12);
    private static final Optimizer HALF = new Optimizer.Sgd(0.5, 0, false, 0);

    @Test
    void aConstantScheduleIsTheOptimizersOwn() {
        StepSizes sizes = new StepSizes(HALF, new Schedule.Constant(0), 10);

        assertThat(sizes.after(0)).isEqualTo(0.5);
        assertThat(sizes.after(9)).isEqualTo(0.5);
        assertThat(sizes.vary()).isFalse();
    }

    @Test
    void aWarmUpRisesEvenlyAndReachesTheWholeSizeInItsLastStep() {
        StepSizes sizes = new StepSizes(HALF, new Schedule.Constant(4), 10);

        assertThat(sizes.after(0)).isCloseTo(0.125, CLOSE);
        assertThat(sizes.after(2)).isCloseTo(0.375, CLOSE);
        assertThat(sizes.after(3)).isEqualTo(0.5);
        assertThat(sizes.after(4)).isEqualTo(0.5);
        assertThat(sizes.vary()).isTrue();
    }

    @Test
    void stepsMultiplyAfterEachPeriodCountedFromTheWarmUpsEnd() {
        StepSizes sizes = new StepSizes(HALF, new Schedule.Step(30, 0.1, 0), 100);
        StepSizes warm = new StepSizes(HALF, new Schedule.Step(30, 0.1, 5), 100);

        // PyTorch's StepLR(step_size=30, gamma=0.1) with lr 0.5 falls to 0.05 at its 30th and 0.005 at its 60th step.
        assertThat(sizes.after(29)).isEqualTo(0.5);
        assertThat(sizes.after(30)).isCloseTo(0.05, CLOSE);
        assertThat(sizes.after(60)).isCloseTo(0.005, CLOSE);
        assertThat(warm.after(34)).isEqualTo(0.5);
        assertThat(warm.after(35)).isCloseTo(0.05, CLOSE);
    }

    @Test
    void linearFallsEvenlyTowardsItsShare() {
        StepSizes sizes = new StepSizes(HALF, new Schedule.Linear(0.2, 0), 10);

        assertThat(sizes.after(0)).isEqualTo(0.5);
        assertThat(sizes.after(5)).isCloseTo(0.3, CLOSE);
        // The run's end itself, which no step begins at.
        assertThat(sizes.after(10)).isCloseTo(0.1, CLOSE);
    }

    @Test
    void cosineFollowsHalfAWaveAfterItsWarmUp() {
        StepSizes sizes = new StepSizes(HALF, new Schedule.Cosine(0.1, 2), 10);

        assertThat(sizes.after(0)).isCloseTo(0.25, CLOSE);
        assertThat(sizes.after(1)).isCloseTo(0.5, CLOSE);
        assertThat(sizes.after(2)).isCloseTo(0.5, CLOSE);
        assertThat(sizes.after(5)).isCloseTo(0.3611037722821452, CLOSE);
        assertThat(sizes.after(9)).isCloseTo(0.06712710518496048, CLOSE);
    }

    /** DJL's CosineTracker refuses rates below its default final value of 0.01. */
    @Test
    void cosineTakesSmallRates() {
        StepSizes sizes = new StepSizes(new Optimizer.Adam(0.001, 0.9, 0.999, 1e-8), new Schedule.Cosine(0, 0), 4);

        assertThat(sizes.after(2)).isCloseTo(0.0005, CLOSE);
    }
}
