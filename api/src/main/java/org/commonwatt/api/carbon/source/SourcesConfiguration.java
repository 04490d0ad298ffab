package org.commonwatt.api.carbon.source;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class SourcesConfiguration {

    @Bean
    Sources intensitySources(SourceSettings settings, Clock clock) {
        List<IntensitySource> sources = new ArrayList<>();
        for (String name : settings.order()) {
            sources.add(source(name, settings, clock));
        }
        if (settings.planningSignal() == Signal.MARGINAL
                && sources.stream().noneMatch(source -> source.signal() == Signal.MARGINAL)) {
            throw new InvalidConfigurationPropertyValueException(
                    "commonwatt.carbon.planning-signal",
                    settings.planningSignal().written(),
                    "no source in commonwatt.carbon.order serves it");
        }
        return new Sources(sources);
    }

    private static IntensitySource source(String name, SourceSettings settings, Clock clock) {
        return switch (name) {
            case SourceSettings.ELECTRICITY_MAPS -> {
                var access = Objects.requireNonNull(settings.electricityMaps());
                Secret token = Objects.requireNonNull(access.token());
                yield new ElectricityMaps(client("Electricity Maps", access.url(), settings), token, access.zones());
            }
            case SourceSettings.WATT_TIME -> {
                var access = Objects.requireNonNull(settings.wattTime());
                yield new WattTime(
                        client("WattTime", access.url(), settings),
                        Objects.requireNonNull(access.username()),
                        Objects.requireNonNull(access.password()),
                        access.zones(),
                        clock);
            }
            case SourceSettings.GREAT_BRITAIN -> {
                var access = Objects.requireNonNull(settings.greatBritain());
                yield new GreatBritain(client("NESO's Carbon Intensity API", access.url(), settings), access.zones());
            }
            case SourceSettings.CARBON_AWARE_SDK -> {
                var access = Objects.requireNonNull(settings.carbonAwareSdk());
                yield new CarbonAwareSdk(
                        client("The Carbon Aware SDK", Objects.requireNonNull(access.url()), settings),
                        Objects.requireNonNull(access.signal()),
                        access.zones());
            }
            case SourceSettings.CSV -> {
                var access = Objects.requireNonNull(settings.csv());
                yield readable(Objects.requireNonNull(access.file()), access.signal());
            }
            default -> throw new IllegalArgumentException("there is no source " + name);
        };
    }

    /** A file that can't be read now is a slip of the operator's: better said at once than found out later. */
    private static CsvFile readable(Path path, Signal signal) {
        CsvFile file = new CsvFile(path, signal);
        try {
            file.content();
        } catch (SourceTrouble slip) {
            throw new InvalidConfigurationPropertyValueException(
                    "commonwatt.carbon.csv.file", path, String.valueOf(slip.getMessage()));
        }
        return file;
    }

    private static SourceClient client(String name, URI url, SourceSettings settings) {
        return new SourceClient(name, url, new SourceClient.Patience(settings.timeout(), settings.pace()));
    }
}
