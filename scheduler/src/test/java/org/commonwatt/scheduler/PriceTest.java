package org.commonwatt.scheduler;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.commonwatt.scheduler.Worlds.NOW;

class PriceTest {

    private static final Hardware KILOWATT = new Hardware(1L << 34, 1L << 36, 1e12, 1000);
    private static final WorkNeed TWO_HOURS = new WorkNeed(0, 0, 2 * 3600e12);

    @Test
    void theCarbonOfTheWorkIsPowerTimesIntensityTimesTimeWithWhatDropOutsRepeat() {
        Price price = price(Zone.constant("X", NOW, 300), 0);
        double repeated = 1 + (Price.CHECKPOINT_HOURS / 2 + Price.RESTORE_HOURS) * Price.HAZARD_PER_HOUR;
        assertThat(price.running()).isCloseTo(600 * repeated, within(1e-9));
        assertThat(price.restart()).isCloseTo(300 * Price.START_HOURS, within(1e-9));
    }

    @Test
    void whatIsDearToBreakOffCostsLessOnANodeThatStays() {
        WorkNeed large = new WorkNeed(14L << 30, 0, 2 * 3600e12);
        Zone zone = Zone.constant("X", NOW, 300);
        Price restless = Price.of(large, new NodeClass(KILOWATT, "X", 0, Stay.lasting(1)), zone, NOW, Weights.DEFAULT);
        Price calm = Price.of(large, new NodeClass(KILOWATT, "X", 0, Stay.lasting(50)), zone, NOW, Weights.DEFAULT);
        // A checkpoint of a quarter of the memory beyond the runtime's, sent with 20 Mbit/s and fetched with 100.
        double megabits = 8 * 0.25 * (14 * 1024 - 640) * 1024 * 1024 / 1e6;
        double lost = 1.5 * megabits / 20 / 3600 + megabits / 100 / 3600 + Price.RESTORE_HOURS;
        assertThat(Price.lostHours(large, 8)).isCloseTo(lost, within(1e-9));
        assertThat(restless.running())
                .isCloseTo(300 * (2 + lost * Stay.lasting(1).interruptions(2)), within(1e-6));
        assertThat(calm.running()).isLessThan(restless.running());
    }

    @Test
    void aForecastIsWeighedHourByHourAndItsLastHourHoldsOn() {
        Zone zone = new Zone("X", NOW.minus(Duration.ofMinutes(30)), List.of(100.0, 200.0, 50.0), 0);
        assertThat(zone.meanIntensity(NOW, 0)).isEqualTo(100);
        assertThat(zone.meanIntensity(NOW, 2)).isCloseTo((0.5 * 100 + 200 + 0.5 * 50) / 2, within(1e-9));
        assertThat(zone.meanIntensity(NOW.plus(Duration.ofDays(3)), 2)).isEqualTo(50);
        assertThat(zone.meanIntensity(NOW.minus(Duration.ofDays(3)), 0.25)).isEqualTo(100);
    }

    @Test
    void fetchingDataCostsCarbon() {
        WorkNeed need = new WorkNeed(0, 30_000_000_000L, 2_000_000_000, 1);
        Price price =
                Price.of(need, new NodeClass(KILOWATT, "X", 0), Zone.constant("X", NOW, 400), NOW, Weights.DEFAULT);
        assertThat(price.transfer()).isCloseTo(2 * 0.00375 * 400, within(1e-9));
    }

    @Test
    void idleTimeIsRewardedForADayAtMost() {
        Zone zone = Zone.constant("X", NOW, 300);
        double hour = price(zone, 1).idleness();
        assertThat(hour).isCloseTo(0.005 * Weights.referenceGrams(TWO_HOURS), within(1e-9));
        assertThat(price(zone, 24).idleness()).isCloseTo(24 * hour, within(1e-9));
        assertThat(price(zone, 500).idleness()).isCloseTo(24 * hour, within(1e-9));
        assertThat(price(zone, 24).grams()).isLessThan(price(zone, 1).grams());
        assertThat(price(zone, 24).emittedGrams()).isEqualTo(price(zone, 1).emittedGrams());
    }

    @Test
    void aCrowdedZoneAndALaterEndMakeWorkDearer() {
        Zone crowded = new Zone("X", NOW, List.of(300.0), 7);
        double busy = 2 + Price.lostHours(TWO_HOURS, 2) * Stay.UNKNOWN.interruptions(2);
        assertThat(price(crowded, 0).congestion()).isCloseTo(7 * busy, within(1e-9));
        Hardware slow = new Hardware(1L << 34, 1L << 36, 0.5e12, 500);
        Price slower =
                Price.of(TWO_HOURS, new NodeClass(slow, "X", 0), Zone.constant("X", NOW, 300), NOW, Weights.DEFAULT);
        Price faster = price(Zone.constant("X", NOW, 300), 0);
        assertThat(slower.running()).isCloseTo(faster.running(), within(1e-9));
        assertThat(slower.delay()).isCloseTo(2 * faster.delay(), within(1e-9));
    }

    private static Price price(Zone zone, double idleHours) {
        return Price.of(TWO_HOURS, new NodeClass(KILOWATT, "X", idleHours), zone, NOW, Weights.DEFAULT);
    }
}
