package org.commonwatt.api.placement;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.commonwatt.api.carbon.Intensities;
import org.commonwatt.api.carbon.ZoneForecast;
import org.commonwatt.api.carbon.source.Signal;
import org.commonwatt.api.fleet.PresentNode;
import org.commonwatt.protocol.node.Capability;
import org.commonwatt.protocol.plan.PlanView.IntensityView;
import org.commonwatt.scheduler.WorkNeed;
import org.commonwatt.scheduler.timing.Schedule;
import org.commonwatt.scheduler.timing.ZoneChoice;

import static org.assertj.core.api.Assertions.assertThat;

class GroundsTest {

    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
    private static final double FLOPS = 4e14;

    private final PresentNode many = node(1, "DEU", 32, 65);
    private final PresentNode few = node(2, "FRA", 2, 95);
    private final Grounds grounds = new Grounds(List.of(many, few), new Flat(Map.of("DEU", 550.0, "FRA", 70.0)));

    @Test
    void theZoneIsChosenByTheMachineThatStandsThereAndNotByTheThriftiestOfAll() {
        // 32 threads at 65 W in Germany emit 6.6 g, two at 95 W in France 8.9 g.
        assertThat(grounds.choose(work(NOW), choice(), NOW)).contains("DEU");
    }

    @Test
    void workKeepsTheZoneThatWasChosenUntilItsNextDecisionIsDue() {
        Planned planned = new Planned("FRA", NOW, NOW.plus(Duration.ofHours(2)));
        assertThat(grounds.kept(work(NOW.plusSeconds(1)), planned, NOW)).contains("FRA");
        assertThat(grounds.kept(work(NOW), planned, NOW)).isEmpty();
        assertThat(grounds.kept(work(NOW.plusSeconds(1)), new Planned("POL", NOW, NOW.plusSeconds(9)), NOW))
                .as("nobody is there any more")
                .isEmpty();
    }

    private ZoneChoice choice() {
        var capacities = grounds.capacities(List.of(many, few), Set.of(), node -> 1);
        return new ZoneChoice(grounds.places(capacities, Map.of()), NOW);
    }

    private static OpenWork work(Instant decideAt) {
        UUID id = new UUID(0, 1);
        return new OpenWork(
                id,
                id,
                new Schedule(true, Duration.ofHours(24), null, 0.2),
                NOW,
                Duration.ZERO,
                new WorkNeed(1 << 20, 1 << 20, FLOPS),
                false,
                false,
                null,
                OpenWork.Measured.NOTHING,
                decideAt);
    }

    private static PresentNode node(long id, String zone, int cores, double watts) {
        Capability capability = new Capability(
                "linux",
                "amd64",
                "Test CPU",
                cores,
                watts,
                "test",
                false,
                8L << 30,
                64L << 30,
                List.of(),
                0.1,
                0,
                zone,
                1,
                "test",
                null);
        return new PresentNode(new UUID(0, id), capability, 0, NOW, false);
    }

    /** Zones whose intensity never changes. */
    private record Flat(Map<String, Double> grams) implements Intensities {

        @Override
        public @Nullable String name(@Nullable String zone) {
            return zone;
        }

        @Override
        public IntensityView of(@Nullable String zone) {
            return new IntensityView(grams(zone), zone, "test", null);
        }

        @Override
        public ZoneForecast forecast(@Nullable String zone, int hours) {
            double grams = grams(zone);
            List<Double> hourly = Collections.nCopies(hours, grams);
            return new ZoneForecast(zone, NOW, hourly, grams, Signal.AVERAGE, ZoneForecast.Kind.MEAN, "test", null);
        }

        private double grams(@Nullable String zone) {
            return zone == null ? 0 : grams.getOrDefault(zone, 0.0);
        }
    }
}
