package org.commonwatt.api.carbon;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

import org.junit.jupiter.api.Test;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import org.commonwatt.api.TestService;
import org.commonwatt.api.carbon.CarbonWorld.Replica;
import org.commonwatt.api.carbon.ZoneForecast.Kind;
import org.commonwatt.api.carbon.source.Signal;
import org.commonwatt.api.carbon.source.SourceTrouble;
import org.commonwatt.protocol.plan.PlanView.IntensityView;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class IntensitiesTest {

    private static final Instant NOW = CarbonWorld.NOW;
    private static final Instant THIS_HOUR = CarbonWorld.THIS_HOUR;

    private final CarbonWorld world = CarbonWorld.empty();
    private final FakeSource best = new FakeSource("best", Signal.AVERAGE, "DEU", "US-CAL-CISO");
    private final FakeSource second = new FakeSource("second", Signal.AVERAGE, "DEU");
    private final Replica service = world.replica(Signal.AVERAGE, best, second);

    private IntensityView germany() {
        return service.intensities().of("de");
    }

    /** Asks for Germany, as somebody whose node stands there does, and fetches what is due. */
    private void fetch() {
        germany();
        service.fetcher().round();
    }

    @Test
    void theNewestHourIsTheIntensityAndItsAgeCanBeSeen() {
        best.was(THIS_HOUR.minus(Duration.ofHours(1)), 300, 312);
        fetch();
        assertThat(germany())
                .isEqualTo(new IntensityView(312, "DEU", "The best, hour of 2026-11-29T12:00:00Z", THIS_HOUR));
    }

    @Test
    void aFigureThatIsTooOldDoesNotPassForThePresentOne() {
        best.was(THIS_HOUR.minus(Duration.ofHours(1)), 300);
        fetch();
        world.clock.advance(Duration.ofHours(2));
        assertThat(germany().gramsPerKwh()).isEqualTo(300);
        world.clock.advance(Duration.ofHours(1));
        assertThat(germany().at()).isNull();
        assertThat(germany().source()).contains("Germany", "no source has a newer figure");
    }

    @Test
    void aFinerZoneIsTheLargerOneThatASourceKnowsAndAnUnknownOneTheWorld() {
        assertThat(service.intensities().name("US-CAL-CISO-X")).isEqualTo("US-CAL-CISO");
        assertThat(service.intensities().name("US-TEX-ERCO")).isEqualTo("USA");
        assertThat(service.intensities().name("de")).isEqualTo("DEU");
        assertThat(service.intensities().name("XQZ")).isNull();
        assertThat(service.intensities().of("XQZ").gramsPerKwh()).isEqualTo(475);
        assertThat(service.intensities().of(null).source()).contains("no zone is set");
    }

    @Test
    void whenTheBestSourceFailsTheNextIsAskedAndTheBestIsLeftAloneForLongerAndLonger() {
        best.fails(SourceTrouble.Kind.AWAY, null);
        second.was(THIS_HOUR, 280);
        fetch();
        assertThat(germany().source()).startsWith("The second");

        int minute = 0;
        for (int failure = 2; failure <= 4; failure++) {
            world.clock.advance(Duration.ofMinutes(15));
            minute += 15;
            fetch();
        }
        assertThat(best.askedFrom)
                .as("after rests of 1, 2, 4 and 8 minutes each was due")
                .hasSize(4);

        // The fifth rest is 16 minutes: longer than the zone's own pause.
        world.clock.advance(Duration.ofMinutes(15));
        fetch();
        assertThat(best.askedFrom).hasSize(5);
        world.clock.advance(Duration.ofMinutes(15));
        fetch();
        assertThat(best.askedFrom).hasSize(5);
        assertThat(second.askedFrom).hasSize(minute / 15 + 3);

        best.was(THIS_HOUR.plus(Duration.ofHours(1)), 333);
        world.clock.advance(Duration.ofMinutes(15));
        fetch();
        assertThat(germany().gramsPerKwh()).isEqualTo(333);
    }

    @Test
    void aSourceThatSaysHowLongToWaitIsObeyedByEveryReplica() {
        best.fails(SourceTrouble.Kind.LIMITED, Duration.ofHours(2));
        second.was(THIS_HOUR, 280);
        fetch();

        FakeSource bestElsewhere = new FakeSource("best", Signal.AVERAGE, "DEU").was(THIS_HOUR, 1);
        Replica other = world.replica(Signal.AVERAGE, bestElsewhere, second);
        world.clock.advance(Duration.ofMinutes(119));
        other.fetcher().round();
        assertThat(bestElsewhere.askedFrom).isEmpty();

        world.clock.advance(Duration.ofMinutes(16));
        other.fetcher().round();
        assertThat(bestElsewhere.askedFrom).hasSize(1);
    }

    @Test
    void aZoneForWhichASourceFailsKeepsNoOtherZoneFromIt() {
        FakeSource only = new FakeSource("only", Signal.AVERAGE, "DEU", "FRA", "NOR", "POL")
                .was(THIS_HOUR, 312)
                .failsFor("DEU")
                .failsFor("FRA");
        Replica alone = world.replica(Signal.AVERAGE, only);
        for (String zone : List.of("DEU", "FRA", "NOR", "POL")) {
            alone.intensities().of(zone);
        }

        alone.fetcher().round(); // Germany's turn, and a minute's rest
        world.clock.advance(Duration.ofMinutes(1));
        alone.fetcher().round(); // France's, and two minutes'
        world.clock.advance(Duration.ofMinutes(2));
        alone.fetcher().round();

        assertThat(alone.intensities().of("NOR").gramsPerKwh()).isEqualTo(312);
        assertThat(alone.intensities().of("POL").gramsPerKwh()).isEqualTo(312);
        assertThat(only.askedFrom)
                .as("those that failed wait for their next turn")
                .hasSize(4);
    }

    @Test
    void aRestFromBeforeTheClockWentBackIsOver() {
        world.clock.advance(Duration.ofDays(365));
        best.fails(SourceTrouble.Kind.AWAY, null);
        fetch();
        world.clock.advance(Duration.ofDays(-365));
        best.was(THIS_HOUR, 312);
        fetch();

        assertThat(germany().gramsPerKwh()).isEqualTo(312);
    }

    @Test
    void aSourceThatIsNotWaitedForAnyMoreDidNotFail() {
        best.fails(SourceTrouble.Kind.AWAY, null)
                .meanwhile(() -> Thread.currentThread().interrupt());

        fetch();

        assertThat(Thread.interrupted()).as("the service stops").isTrue();
        assertThat(world.queries.resting(NOW)).isEmpty();
    }

    @Test
    void nothingToSayIsNoReasonToLeaveASourceAlone() {
        best.fails(SourceTrouble.Kind.NOTHING, null);
        fetch();
        world.clock.advance(Duration.ofMinutes(15));
        fetch();
        assertThat(best.askedFrom).hasSize(2);
    }

    @Test
    void replicasShareWhatOneFetchedAndARestartKeepsIt() {
        best.was(THIS_HOUR, 312).expects(THIS_HOUR, 312, 290);
        fetch();

        FakeSource unused = new FakeSource("best", Signal.AVERAGE, "DEU", "US-CAL-CISO");
        Replica other = world.replica(Signal.AVERAGE, unused);
        other.fetcher().round();

        assertThat(other.intensities().of("DEU").gramsPerKwh()).isEqualTo(312);
        assertThat(other.intensities().forecast("DEU", 2).hourly()).containsExactly(312.0, 290.0);
        assertThat(unused.askedFrom).as("fetched once for all").isEmpty();
    }

    @Test
    void replicasThatFetchAtTheSameTimeShareTheZones() {
        FakeSource bestElsewhere = new FakeSource("best", Signal.AVERAGE, "DEU", "US-CAL-CISO").was(THIS_HOUR, 312);
        Replica other = world.replica(Signal.AVERAGE, bestElsewhere);
        best.was(THIS_HOUR, 312).meanwhile(() -> {
            world.clock.advance(Duration.ofSeconds(5));
            other.fetcher().round();
        });
        germany();
        service.intensities().of("US-CAL-CISO");
        service.fetcher().round();

        assertThat(best.askedFrom).hasSize(1);
        assertThat(bestElsewhere.askedFrom).hasSize(1);
    }

    @Test
    void whoAsksForAZoneMayOnlyBeReading() {
        best.was(THIS_HOUR, 312);
        TransactionTemplate reading =
                new TransactionTemplate(TestService.shared().bean(PlatformTransactionManager.class));
        reading.setReadOnly(true);

        reading.executeWithoutResult(transaction -> germany());
        service.fetcher().round();

        assertThat(germany().gramsPerKwh()).isEqualTo(312);
    }

    @Test
    void onlyWhatIsMissingOrMayBeRevisedIsFetchedAgain() {
        best.was(THIS_HOUR, 312);
        fetch();
        world.clock.advance(Duration.ofMinutes(15));
        fetch();
        assertThat(best.askedFrom)
                .containsExactly(THIS_HOUR.minus(Duration.ofDays(8)), THIS_HOUR.minus(Duration.ofHours(24)));
    }

    @Test
    void whatOneSourceMeasuredIsNotOverwrittenByAnother() {
        best.was(THIS_HOUR, 312);
        fetch();
        best.fails(SourceTrouble.Kind.AWAY, null);
        second.was(THIS_HOUR, 999);
        world.clock.advance(Duration.ofMinutes(15));
        fetch();
        assertThat(germany().gramsPerKwh()).isEqualTo(312);
        best.was(THIS_HOUR, 315);
        world.clock.advance(Duration.ofMinutes(15));
        fetch();
        assertThat(germany().gramsPerKwh()).as("revised by its own source").isEqualTo(315);
    }

    @Test
    void aZoneThatNobodyNeedsAnyMoreIsNotFetched() {
        best.was(THIS_HOUR, 312);
        fetch();
        world.clock.advance(Duration.ofDays(3));
        service.fetcher().round();
        assertThat(best.askedFrom).hasSize(1);
    }

    @Test
    void aSourcesForecastIsBelievedForADayAndDrawnToTheMeanBeyond() {
        double[] ahead = new double[72];
        Arrays.fill(ahead, 400);
        best.was(THIS_HOUR.minus(Duration.ofHours(1)), 300, 300).expects(THIS_HOUR, ahead);
        fetch();

        ZoneForecast forecast = service.intensities().forecast("DEU", 73);

        assertThat(forecast.kind()).isEqualTo(Kind.SOURCE);
        assertThat(forecast.source()).isEqualTo("forecast of The best");
        assertThat(forecast.asOf()).isEqualTo(NOW);
        assertThat(forecast.from()).isEqualTo(THIS_HOUR);
        assertThat(forecast.mean()).isEqualTo(300);
        assertThat(forecast.hourly().getFirst()).as("the present hour is known").isEqualTo(300);
        assertThat(forecast.hourly().subList(1, 25)).containsOnly(400.0);
        assertThat(forecast.hourly().get(60)).isCloseTo(300 + 100 * (0.8 + 0.2 / Math.E), within(1e-9));
        assertThat(forecast.hourly().get(72)).as("beyond its end").isEqualTo(300);
    }

    @Test
    void withoutAForecastTheSameHoursOfTheLastSevenDaysAreExpected() {
        double[] week = new double[24 * 8 + 1];
        for (int hour = 0; hour < week.length; hour++) {
            week[hour] = hour % 24 < 12 ? 200 : 400;
        }
        best.was(THIS_HOUR.minus(Duration.ofDays(8)), week);
        fetch();

        ZoneForecast forecast = service.intensities().forecast("DEU", 96);

        assertThat(forecast.kind()).isEqualTo(Kind.PERSISTENCE);
        double mean = forecast.mean();
        assertThat(mean).isCloseTo(300, within(1.0));
        assertThat(forecast.hourly().get(6)).isCloseTo(200, within(1e-9));
        assertThat(forecast.hourly().get(18)).isCloseTo(400, within(1e-9));
        assertThat(forecast.hourly().get(90)).isCloseTo(400, within(1e-9));
    }

    @Test
    void whatTheNewestHourIsOffIsExpectedOfTheNextOnesTooLessAndLess() {
        double[] week = new double[24 * 8];
        Arrays.fill(week, 200);
        week[week.length - 1] = 100;
        best.was(THIS_HOUR.minus(Duration.ofDays(8)), week);
        fetch();

        ZoneForecast forecast = service.intensities().forecast("DEU", 25);

        assertThat(forecast.hourly().getFirst()).as("not known yet").isCloseTo(200 - 100 * 0.95, within(1e-9));
        assertThat(forecast.hourly().get(24)).isCloseTo(200 - 100 * Math.pow(0.95, 25), within(1e-9));
    }

    @Test
    void whereOnlyAYearlyMeanIsKnownEveryHourIsThatMean() {
        ZoneForecast albania = service.intensities().forecast("AL", 3);
        assertThat(albania.zone()).isEqualTo("ALB");
        assertThat(albania.hourly()).containsExactly(24.286, 24.286, 24.286);
        assertThat(albania.kind()).isEqualTo(Kind.MEAN);
        assertThat(albania.asOf()).isNull();
        assertThat(service.intensities().forecast(null, 1).hourly()).containsExactly(475.0);
    }

    @Test
    void plansWeighTheMarginalSignalWhereItWasChosenAndReceiptsKeepTheAverage() {
        FakeSource marginal = new FakeSource("marginal", Signal.MARGINAL, "US-CAL-CISO").was(THIS_HOUR, 420);
        Replica planner = world.replica(Signal.MARGINAL, best.was(THIS_HOUR, 250), marginal);
        planner.intensities().of("US-CAL-CISO");
        planner.intensities().forecast("US-CAL-CISO", 1);
        planner.fetcher().round();

        assertThat(planner.intensities().of("US-CAL-CISO").gramsPerKwh()).isEqualTo(250);
        ZoneForecast california = planner.intensities().forecast("US-CAL-CISO", 1);
        assertThat(california.hourly()).containsExactly(420.0);
        assertThat(california.signal()).isEqualTo(Signal.MARGINAL);

        ZoneForecast germany = planner.intensities().forecast("DEU", 1);
        assertThat(germany.hourly()).as("neither sought nor shunned").containsExactly(420.0);
        assertThat(germany.source()).contains("no marginal intensity is known");
        assertThat(Objects.requireNonNull(germany.zone())).isEqualTo("DEU");
    }
}
