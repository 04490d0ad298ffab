package org.commonwatt.api.carbon.source;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.commonwatt.api.TestClock;
import org.commonwatt.api.carbon.source.SourceTrouble.Kind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

/** Each client against the documented answers of its source, and against what sources do instead. */
class SourcesTest {

    private static final Instant NOW = Instant.parse("2026-11-29T12:10:00Z");
    private static final Instant DAY_AGO = NOW.minus(Duration.ofHours(24));
    private static final Secret KEY = new Secret("em-key-1");

    private final StubApi api = new StubApi();

    @AfterEach
    void close() {
        api.close();
    }

    private ElectricityMaps electricityMaps() {
        return new ElectricityMaps(api.client("Electricity Maps"), KEY, Map.of("DEU", "DE"));
    }

    @Test
    void electricityMapsTellsTheLastDayByTheHourAndHoursWithoutAFigureAreLeftOut() throws SourceTrouble {
        api.on("/v3/carbon-intensity/history", """
                {"zone": "DE", "history": [
                  {"zone": "DE", "carbonIntensity": 302, "datetime": "2026-11-29T10:00:00.000Z",
                   "updatedAt": "2026-11-29T11:40:00.000Z", "createdAt": "2026-11-26T10:50:00.000Z",
                   "emissionFactorType": "lifecycle", "isEstimated": false, "estimationMethod": null},
                  {"zone": "DE", "carbonIntensity": null, "datetime": "2026-11-29T11:00:00.000Z",
                   "emissionFactorType": "lifecycle", "isEstimated": true},
                  {"zone": "DE", "carbonIntensity": 318, "datetime": "2026-11-29T12:00:00.000Z",
                   "emissionFactorType": "lifecycle", "isEstimated": true,
                   "estimationMethod": "TIME_SLICER_AVERAGE"}]}
                """);

        assertThat(electricityMaps().realised("DEU", DAY_AGO, NOW))
                .containsExactly(
                        new Reading(Instant.parse("2026-11-29T10:00:00Z"), Duration.ofHours(1), 302, false),
                        new Reading(Instant.parse("2026-11-29T12:00:00Z"), Duration.ofHours(1), 318, true));
        assertThat(api.asked)
                .containsExactly(new StubApi.Asked("/v3/carbon-intensity/history", "zone=DE", null, "em-key-1"));
    }

    @Test
    void electricityMapsIsAskedForMoreThanADayByRangeAndAFreeKeyGetsTheDayInstead() throws SourceTrouble {
        String hour = "{\"carbonIntensity\": 290, \"datetime\": \"2026-11-22T12:00:00.000Z\", \"isEstimated\": false}";
        api.on("/v3/carbon-intensity/past-range", "{\"zone\": \"DE\", \"data\": [" + hour + "]}")
                .on("/v3/carbon-intensity/past-range", 403, "{\"message\": \"Not allowed\"}")
                .on("/v3/carbon-intensity/history", "{\"zone\": \"DE\", \"history\": [" + hour + "]}");
        Instant weekAgo = NOW.minus(Duration.ofDays(8));

        assertThat(electricityMaps().realised("DEU", weekAgo, NOW)).hasSize(1);
        assertThat(electricityMaps().realised("DEU", weekAgo, NOW)).hasSize(1);

        assertThat(api.asked.getFirst().query())
                .contains("start=2026-11-21T12:00:00Z", "end=2026-11-29T12:00:00Z", "zone=DE");
        assertThat(api.asked).extracting(StubApi.Asked::path).endsWith("/v3/carbon-intensity/history");
    }

    @Test
    void aDaySinceAWholeHourIsNoMoreThanADayWhateverTheMinuteIs() throws SourceTrouble {
        api.on(
                "/v3/carbon-intensity/history",
                "{\"history\": [{\"carbonIntensity\": 290, \"datetime\": \"2026-11-29T12:00:00.000Z\"}]}");

        electricityMaps().realised("DEU", Instant.parse("2026-11-28T12:00:00Z"), NOW);

        assertThat(api.asked).extracting(StubApi.Asked::path).containsExactly("/v3/carbon-intensity/history");
    }

    @Test
    void electricityMapsForecastsByTheHour() throws SourceTrouble {
        api.on("/v3/carbon-intensity/forecast", """
                {"zone": "DE", "forecast": [
                  {"carbonIntensity": 310, "datetime": "2026-11-29T12:00:00.000Z"},
                  {"carbonIntensity": 295.5, "datetime": "2026-11-29T13:00:00.000Z"}],
                 "updatedAt": "2026-11-29T11:45:00.000Z"}
                """);
        assertThat(electricityMaps().forecast("DEU", NOW))
                .extracting(Reading::gramsPerKwh)
                .containsExactly(310.0, 295.5);
        assertThat(api.asked.getFirst().query()).contains("horizonHours=72");
    }

    @ParameterizedTest
    @CsvSource({
        "401, REFUSED",
        "403, REFUSED",
        "404, NOTHING",
        "204, NOTHING",
        "501, NOTHING",
        "500, AWAY",
        "503, AWAY",
        "302, AWAY"
    })
    void aRefusalIsToldApartFromAFaultAndNeverHoldsTheKey(int status, Kind kind) {
        api.on("/v3/carbon-intensity/history", status, "{\"message\": \"em-key-1 is not valid\"}");
        SourceTrouble trouble = trouble(() -> electricityMaps().realised("DEU", DAY_AGO, NOW));
        assertThat(trouble.kind()).isEqualTo(kind);
        assertThat(trouble).message().contains("Electricity Maps").doesNotContain("em-key-1");
    }

    @Test
    void whoIsAskedTooOftenSaysHowLongToWait() {
        api.limited("/v3/carbon-intensity/history", "120");
        SourceTrouble trouble = trouble(() -> electricityMaps().realised("DEU", DAY_AGO, NOW));
        assertThat(trouble.kind()).isEqualTo(Kind.LIMITED);
        assertThat(trouble.retryAfter()).isEqualTo(Duration.ofSeconds(120));
    }

    @Test
    void whoIsAwayForAWhileMaySayForHowLong() {
        api.on("/v3/carbon-intensity/history", 503, "{}", "120");
        SourceTrouble trouble = trouble(() -> electricityMaps().realised("DEU", DAY_AGO, NOW));
        assertThat(trouble.kind()).isEqualTo(Kind.AWAY);
        assertThat(trouble.retryAfter()).isEqualTo(Duration.ofSeconds(120));
    }

    @Test
    void aSourceThatNeverAnswersIsNotWaitedForLongerThanSet() {
        api.slow("/v3/carbon-intensity/history");
        var impatient =
                new ElectricityMaps(api.client("Electricity Maps", Duration.ofMillis(200)), KEY, Map.of("DEU", "DE"));
        SourceTrouble trouble = trouble(() -> impatient.realised("DEU", DAY_AGO, NOW));
        assertThat(trouble.kind()).isEqualTo(Kind.AWAY);
        assertThat(trouble).hasMessage("Electricity Maps did not answer within 0.2 s");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<html>maintenance</html>",
                "{\"zone\": \"DE\"}",
                "{\"history\": [{\"carbonIntensity\": \"low\", \"datetime\": \"2026-11-29T10:00:00Z\"}]}",
                "{\"history\": [{\"carbonIntensity\": 300, \"datetime\": \"yesterday\"}]}",
                "{\"history\": [{\"carbonIntensity\": 300, \"datetime\": \"+999999999-12-31T23:00:00Z\"}]}",
                "{\"history\": [{\"carbonIntensity\": 300, \"datetime\": \"-0044-03-15T12:00:00Z\"}]}"
            })
    void anAnswerInAnotherFormIsNotGuessedAt(String body) {
        api.on("/v3/carbon-intensity/history", body);
        assertThat(trouble(() -> electricityMaps().realised("DEU", DAY_AGO, NOW))
                        .kind())
                .isEqualTo(Kind.UNREADABLE);
    }

    @Test
    void onlyNullsAreNoFigure() {
        api.on("/v3/carbon-intensity/history", """
                {"zone": "DE", "history": [{"carbonIntensity": null, "datetime": "2026-11-29T10:00:00.000Z"}]}
                """);
        assertThat(trouble(() -> electricityMaps().realised("DEU", DAY_AGO, NOW))
                        .kind())
                .isEqualTo(Kind.NOTHING);
    }

    private WattTime wattTime(TestClock clock) {
        return new WattTime(
                api.client("WattTime"), "ada", new Secret("wt-pass"), Map.of("US-CAL-CISO", "CAISO_NORTH"), clock);
    }

    private static String wattTimeAnswer(String units, double value) {
        return """
                {"data": [{"point_time": "2026-11-29T12:00:00+00:00", "value": %s},
                          {"point_time": "2026-11-29T12:05:00+00:00", "value": null}],
                 "meta": {"data_point_period_seconds": 300, "region": "CAISO_NORTH", "signal_type": "co2_moer",
                          "units": "%s", "warnings": [], "model": {"date": "2023-03-01"}}}
                """.formatted(value, units);
    }

    @Test
    void wattTimeLogsInOnceForHalfAnHourAndItsPoundsBecomeGrams() throws SourceTrouble {
        api.on("/login", "{\"token\": \"first\"}")
                .on("/login", "{\"token\": \"second\"}")
                .on("/v3/historical", wattTimeAnswer("lbs_co2_per_mwh", 1000));
        TestClock clock = new TestClock(NOW);
        WattTime source = wattTime(clock);

        List<Reading> readings = source.realised("US-CAL-CISO", DAY_AGO, NOW);
        source.realised("US-CAL-CISO", DAY_AGO, NOW);
        clock.advance(Duration.ofMinutes(26));
        source.realised("US-CAL-CISO", DAY_AGO, NOW);

        assertThat(readings).hasSize(1);
        assertThat(readings.getFirst().gramsPerKwh()).isCloseTo(453.59237, within(1e-9));
        assertThat(readings.getFirst().length()).isEqualTo(Duration.ofMinutes(5));
        String basic = Base64.getEncoder().encodeToString("ada:wt-pass".getBytes(StandardCharsets.UTF_8));
        assertThat(api.asked)
                .extracting(StubApi.Asked::authorization)
                .containsExactly("Basic " + basic, "Bearer first", "Bearer first", "Basic " + basic, "Bearer second");
        assertThat(api.asked.get(1).query()).contains("signal_type=co2_moer", "region=CAISO_NORTH");
        assertThat(source.signal()).isEqualTo(Signal.MARGINAL);
    }

    @Test
    void wattTimeLogsInAgainWhenItsTokenEndsEarlyAndGivesUpWhenThatDoesNotHelp() throws SourceTrouble {
        api.on("/login", "{\"token\": \"t\"}")
                .on("/v3/forecast", 401, "{\"error\": \"Invalid token\"}")
                .on("/v3/forecast", wattTimeAnswer("lbs_co2_per_mwh", 900))
                .on("/v3/historical", 403, "{}");
        WattTime source = wattTime(new TestClock(NOW));

        assertThat(source.forecast("US-CAL-CISO", NOW)).hasSize(1);
        assertThat(trouble(() -> source.realised("US-CAL-CISO", DAY_AGO, NOW)).kind())
                .isEqualTo(Kind.REFUSED);
    }

    @Test
    void wattTimesOtherSignalsAreNotTakenForCarbon() {
        api.on("/login", "{\"token\": \"t\"}").on("/v3/historical", wattTimeAnswer("USD_per_mwh", 40));
        assertThat(trouble(() -> wattTime(new TestClock(NOW)).realised("US-CAL-CISO", DAY_AGO, NOW))
                        .kind())
                .isEqualTo(Kind.UNREADABLE);
    }

    private GreatBritain greatBritain(String place) {
        return new GreatBritain(api.client("NESO"), Map.of("GBR", place));
    }

    @Test
    void greatBritainsHalfHoursHoldWhatWasElseWhatWasExpected() throws SourceTrouble {
        api.on("/intensity/2026-11-29T12:10Z/pt24h", """
                {"data": [
                  {"from": "2026-11-29T11:00Z", "to": "2026-11-29T11:30Z",
                   "intensity": {"forecast": 100, "actual": 120, "index": "moderate"}},
                  {"from": "2026-11-29T11:30Z", "to": "2026-11-29T12:00Z",
                   "intensity": {"forecast": 140, "actual": null, "index": "moderate"}},
                  {"from": "2026-11-29T12:00Z", "to": "2026-11-29T12:30Z",
                   "intensity": {"forecast": 150, "actual": null, "index": "moderate"}}]}
                """);

        List<Reading> readings = greatBritain("national").realised("GBR", DAY_AGO, NOW);

        assertThat(readings).extracting(Reading::gramsPerKwh).containsExactly(120.0, 140.0);
        assertThat(readings).extracting(Reading::estimated).containsExactly(false, true);
        assertThat(Hours.of(readings))
                .containsExactly(new Reading(Instant.parse("2026-11-29T11:00:00Z"), Duration.ofHours(1), 130, true));
    }

    @Test
    void greatBritainsRegionsComeAsAnObjectOrAsAListOfOne() throws SourceTrouble {
        String region = """
                {"regionid": 12, "dnoregion": "SSE South", "shortname": "South England", "postcode": "RG10",
                 "data": [{"from": "2026-11-29T12:00Z", "to": "2026-11-29T12:30Z",
                           "intensity": {"forecast": 266, "index": "moderate"},
                           "generationmix": [{"fuel": "gas", "perc": 43.6}]}]}
                """;
        api.on("/regional/intensity/2026-11-29T12:00Z/fw48h/postcode/RG10", "{\"data\": " + region + "}")
                .on("/regional/intensity/2026-11-29T12:00Z/fw48h/regionid/12", "{\"data\": [" + region + "]}");

        Reading half = new Reading(Instant.parse("2026-11-29T12:00:00Z"), Duration.ofMinutes(30), 266, true);
        assertThat(greatBritain("RG10").forecast("GBR", NOW)).containsExactly(half);
        assertThat(greatBritain("region-12").forecast("GBR", NOW)).containsExactly(half);
    }

    private CarbonAwareSdk carbonAwareSdk() {
        return new CarbonAwareSdk(api.client("The Carbon Aware SDK"), Signal.AVERAGE, Map.of("USA", "eastus"));
    }

    @Test
    void theCarbonAwareSdkForecastsInPointsOfMinutesAndTellsWhatWasInSpans() throws SourceTrouble {
        api.on("/emissions/forecasts/current", """
                [{"generatedAt": "2026-11-29T12:00:00+00:00", "requestedAt": "2026-11-29T12:00:00+00:00",
                  "location": "eastus", "dataStartAt": "2026-11-29T12:05:00+00:00",
                  "dataEndAt": "2026-11-30T12:05:00+00:00", "windowSize": 30,
                  "optimalDataPoint": {"location": "PJM_ROANOKE", "timestamp": "2026-11-29T14:00:00+00:00",
                                       "duration": 30, "value": 359.23},
                  "forecastData": [{"location": "PJM_ROANOKE", "timestamp": "2026-11-29T12:05:00+00:00",
                                    "duration": 30, "value": 380.25}]}]
                """).on("/emissions/bylocation", """
                [{"location": "eastus", "time": "2026-11-29T10:45:11.5092741+00:00", "rating": 100,
                  "duration": "01:00:00"}]
                """);

        assertThat(carbonAwareSdk().forecast("USA", NOW))
                .containsExactly(
                        new Reading(Instant.parse("2026-11-29T12:05:00Z"), Duration.ofMinutes(30), 380.25, true));
        assertThat(carbonAwareSdk().realised("USA", DAY_AGO, NOW))
                .extracting(Reading::length)
                .containsExactly(Duration.ofHours(1));
    }

    @Test
    void aFigureForLongerThanADayIsNoneAndNotSpreadOverItsHours() {
        api.on("/emissions/forecasts/current", """
                [{"forecastData": [{"timestamp": "2026-11-29T12:05:00+00:00", "duration": 2147483647, "value": 380.25}]}]
                """);
        assertThat(trouble(() -> carbonAwareSdk().forecast("USA", NOW)).kind()).isEqualTo(Kind.UNREADABLE);
    }

    @ParameterizedTest
    @CsvSource({"204", "400", "501"})
    void theCarbonAwareSdkMayHaveNothingToSay(int status) {
        api.on("/emissions/forecasts/current", status, "{\"title\": \"NotImplementedException\"}");
        assertThat(trouble(() -> carbonAwareSdk().forecast("USA", NOW)).kind()).isEqualTo(Kind.NOTHING);
    }

    @Test
    void aFileTellsWhatWasAndWhatWillBeAndIsReadAgainWhenItChanged(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("grid.csv");
        Files.writeString(file, """
                zone,instant,gramsPerKwh
                deu,2026-11-29T11:00Z,300
                DEU,2026-11-29T13:00:00+01:00,310
                DEU,2026-11-29T13:00Z,320
                """);
        CsvFile source = new CsvFile(file, Signal.AVERAGE);

        assertThat(source.zones()).containsExactly("DEU");
        assertThat(source.realised("DEU", DAY_AGO, NOW))
                .extracting(Reading::gramsPerKwh)
                .containsExactly(300.0, 310.0);
        assertThat(source.forecast("DEU", Instant.parse("2026-11-29T12:00:00Z")))
                .extracting(Reading::gramsPerKwh)
                .containsExactly(300.0, 310.0, 320.0);

        Files.writeString(file, "zone,instant,gramsPerKwh\nFRA,2026-11-29T11:00Z\n");
        Files.setLastModifiedTime(file, java.nio.file.attribute.FileTime.from(NOW));
        assertThat(trouble(source::content)).message().contains("line 2 of", "zone,instant,gramsPerKwh");
        assertThat(source.zones()).as("nodes stand where they stood").containsExactly("DEU");
        assertThat(trouble(() -> source.realised("DEU", DAY_AGO, NOW)).kind())
                .as("and whoever fetches is told")
                .isEqualTo(Kind.UNREADABLE);
    }

    @Test
    void hoursAreMeansByTimeAndAnHourOfWhichLessThanHalfIsKnownIsNone() {
        Instant ten = Instant.parse("2026-11-29T10:00:00Z");
        assertThat(Hours.of(List.of(
                        new Reading(ten, Duration.ofMinutes(15), 100, false),
                        new Reading(ten.plusSeconds(900), Duration.ofMinutes(45), 200, false),
                        new Reading(ten.plusSeconds(3600), Duration.ofMinutes(29), 400, false))))
                .containsExactly(new Reading(ten, Duration.ofHours(1), 175, false));
    }

    private static SourceTrouble trouble(ThrowingCallable call) {
        SourceTrouble trouble = catchThrowableOfType(SourceTrouble.class, call);
        assertThat(trouble).as("trouble").isNotNull();
        return trouble;
    }
}
