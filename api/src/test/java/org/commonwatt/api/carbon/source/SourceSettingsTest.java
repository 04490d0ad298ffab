package org.commonwatt.api.carbon.source;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;

class SourceSettingsTest {

    private static final String ELECTRICITY_MAPS = "commonwatt.carbon.electricity-maps.";

    @EnableConfigurationProperties(SourceSettings.class)
    @Import(SourcesConfiguration.class)
    static class OnlySources {
        @Bean
        Clock clock() {
            return Clock.systemUTC();
        }
    }

    private final ApplicationContextRunner service =
            new ApplicationContextRunner().withUserConfiguration(OnlySources.class);

    @Test
    void withoutSettingsThereIsNoSourceAndThePlanWeighsTheAverage() {
        service.run(context -> {
            SourceSettings settings = context.getBean(SourceSettings.class);
            assertThat(context.getBean(Sources.class).isEmpty()).isTrue();
            assertThat(settings.planningSignal()).isEqualTo(Signal.AVERAGE);
            assertThat(settings.refresh()).isEqualTo(Duration.ofMinutes(15));
            assertThat(settings.freshFor()).isEqualTo(Duration.ofHours(3));
            assertThat(settings.keepAskingFor()).isEqualTo(Duration.ofDays(2));
            assertThat(settings.lookEvery()).isEqualTo(Duration.ofSeconds(20));
            assertThat(settings.timeout()).isEqualTo(Duration.ofSeconds(10));
            assertThat(settings.pace()).isEqualTo(Duration.ofMillis(250));
        });
    }

    @Test
    void sourcesAreAskedInTheirOrderAndZonesAreMappedByOurNames() {
        service.withPropertyValues(
                        "commonwatt.carbon.order=electricity-maps,great-britain",
                        ELECTRICITY_MAPS + "token=em-key-1",
                        ELECTRICITY_MAPS + "zones.gbr=GB",
                        ELECTRICITY_MAPS + "zones.[US-CAL-CISO]=US-CAL-CISO",
                        "commonwatt.carbon.great-britain.zones.GB-LON=region-13",
                        "commonwatt.carbon.great-britain.zones.GBR=national")
                .run(context -> {
                    Sources sources = context.getBean(Sources.class);
                    assertThat(sources.of("GBR", Signal.AVERAGE))
                            .extracting(IntensitySource::name)
                            .containsExactly("electricity-maps", "great-britain");
                    assertThat(sources.zones(Signal.AVERAGE)).containsOnly("GBR", "US-CAL-CISO", "GB-LON");
                    assertThat(context.getBean(SourceSettings.class).toString()).doesNotContain("em-key-1");
                });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "order=electricity-map | order knows",
                "order=csv | order names csv, which is not set up",
                "order=csv,csv | order names a source twice",
                "electricity-maps.zones.DEU=DE | electricity-maps.token is missing",
                "electricity-maps.token=x | electricity-maps.zones maps no zone",
                "great-britain.zones.GBR=Reading | great-britain.zones knows national",
                "carbon-aware-sdk.url=http://127.0.0.1:1 | carbon-aware-sdk.signal is missing",
                "planning-signal=marginal | no source in commonwatt.carbon.order serves it",
                "csv.file=/nowhere/grid.csv;order=csv | the file of intensities /nowhere/grid.csv can't be read",
                "carbon-aware-sdk.url=localhost:8080;carbon-aware-sdk.signal=average | carbon-aware-sdk.url begins with http",
                "electricity-maps.url=/v3;electricity-maps.token=x | electricity-maps.url begins with http",
                "great-britain.url=http://127.0.0.1:99999 | great-britain.url begins with http",
                "great-britain.zones.GBR=region-19 | great-britain.zones knows national",
                "refresh=1s | refresh must be at least 1m"
            })
    void aSlipStopsTheStartWithASentence(String properties, String sentence) {
        String[] settings = properties.strip().split(";");
        for (int i = 0; i < settings.length; i++) {
            settings[i] = "commonwatt.carbon." + settings[i];
        }
        service.withPropertyValues(settings).run(context -> assertThat(context.getStartupFailure())
                .rootCause()
                .message()
                .contains(sentence));
    }

    @Test
    void aKeyThatNoHeaderCanHoldStopsTheStartAndIsNotShown() {
        for (String key : List.of("em-key-1\nem-key-2", "em-key-1\u00e9")) {
            service.withPropertyValues(ELECTRICITY_MAPS + "token=" + key, ELECTRICITY_MAPS + "zones.DEU=DE")
                    .run(context -> assertThat(Objects.requireNonNull(context.getStartupFailure()))
                            .rootCause()
                            .message()
                            .contains("electricity-maps.token holds")
                            .doesNotContain("em-key-1"));
        }
    }

    @Test
    void greatBritainNeedsNoSettings() {
        service.withPropertyValues("commonwatt.carbon.order=great-britain")
                .run(context -> assertThat(context.getBean(Sources.class).zones(Signal.AVERAGE))
                        .containsExactly("GBR"));
    }

    @Test
    void theMarginalSignalIsNeverTakenUnlessItWasChosen() {
        String[] wattTime = {
            "commonwatt.carbon.order=watt-time",
            "commonwatt.carbon.watt-time.username=ada",
            "commonwatt.carbon.watt-time.password=wt-pass",
            "commonwatt.carbon.watt-time.zones.[US-CAL-CISO]=CAISO_NORTH"
        };
        service.withPropertyValues(wattTime)
                .run(context -> assertThat(Objects.requireNonNull(context.getStartupFailure()))
                        .rootCause()
                        .message()
                        .contains("choose planning-signal=marginal")
                        .doesNotContain("wt-pass"));
        service.withPropertyValues(wattTime)
                .withPropertyValues("commonwatt.carbon.planning-signal=marginal")
                .run(context -> {
                    Sources sources = context.getBean(Sources.class);
                    assertThat(sources.zones(Signal.MARGINAL)).containsExactly("US-CAL-CISO");
                    assertThat(sources.zones(Signal.AVERAGE)).isEmpty();
                });
    }
}
