package org.commonwatt.api.carbon;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import org.commonwatt.protocol.plan.PlanView.IntensityView;

/**
 * Yearly means by country: {@code country_intensity.csv} holds Our World in Data's figures as CodeCarbon (MIT) collected
 * them, each with its year.
 */
@Component
class CountryTable {

    /** The value that CodeCarbon and Green Algorithms use for the world; it isn't in the table. */
    static final double WORLD = 475;

    private static final String WORLD_SOURCE = "the world's mean, as CodeCarbon and Green Algorithms use it";

    private record Country(String code, String name, double gramsPerKwh, int year) {}

    private final Map<String, Country> byIso3;
    private final Map<String, String> iso3ByIso2;

    CountryTable() {
        byIso3 = read();
        iso3ByIso2 = Stream.of(Locale.getISOCountries())
                .collect(Collectors.toMap(
                        iso2 -> iso2, iso2 -> Locale.of("", iso2).getISO3Country()));
    }

    /** The yearly mean of a zone's country, or the world's where there is none; the source says which and why. */
    IntensityView of(@Nullable String zone) {
        if (zone == null || zone.isBlank()) {
            return world("; no zone is set");
        }
        String written = zone.strip().toUpperCase(Locale.ROOT);
        String code = written.split("-", 2)[0];
        Country country = byIso3.get(threeLetters(code));
        if (country == null) {
            return world("; the zone '" + zone.strip() + "' is not known");
        }
        String finer = written.equals(code) ? "" : "; nothing finer is known for " + written;
        String source =
                "mean of " + country.name() + " in " + country.year() + ", Our World in Data via CodeCarbon" + finer;
        return new IntensityView(country.gramsPerKwh(), country.code(), source, null);
    }

    /** A country's code with three letters, where the one that is given has two. */
    String threeLetters(String code) {
        return code.length() == 2 ? iso3ByIso2.getOrDefault(code, code) : code;
    }

    private static IntensityView world(String why) {
        return new IntensityView(WORLD, null, WORLD_SOURCE + why, null);
    }

    private static Map<String, Country> read() {
        try (InputStream table =
                        Objects.requireNonNull(CountryTable.class.getResourceAsStream("country_intensity.csv"));
                BufferedReader lines = new BufferedReader(new InputStreamReader(table, StandardCharsets.UTF_8))) {
            Map<String, Country> countries = new HashMap<>();
            lines.lines().skip(1).map(CountryTable::country).forEach(country -> countries.put(country.code(), country));
            return Map.copyOf(countries);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code iso3,country,gco2e_per_kwh,year}; a country's name may be quoted and hold commas. */
    private static Country country(String line) {
        int afterCode = line.indexOf(',');
        int beforeYear = line.lastIndexOf(',');
        int beforeGrams = line.lastIndexOf(',', beforeYear - 1);
        return new Country(
                line.substring(0, afterCode),
                line.substring(afterCode + 1, beforeGrams).replace("\"", ""),
                Double.parseDouble(line.substring(beforeGrams + 1, beforeYear)),
                Integer.parseInt(line.substring(beforeYear + 1).strip()));
    }
}
