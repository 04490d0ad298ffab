package org.commonwatt.api.carbon.source;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where intensities come from ({@code commonwatt.carbon.*}). Without any source the yearly means by country are used, and no
 * other host is ever asked. Zones are written by our names (ISO 3166-1 alpha-3, or a grid zone such as {@code US-CAL-CISO})
 * and mapped to those of the source.
 *
 * @param planningSignal what the planner weighs; receipts always hold average intensity
 * @param order names of the sources to ask, best first; the first that answers for a zone is believed
 * @param refresh how often a zone's figures are fetched
 * @param freshFor how old the newest figure may be to pass for the present one
 * @param keepAskingFor how long a zone is fetched after it was last needed
 * @param lookEvery how often each replica looks which zones are due, and reads what others fetched
 * @param timeout for one answer of a source
 * @param pace least time between two questions to one source
 */
@ConfigurationProperties("commonwatt.carbon")
public record SourceSettings(
        @DefaultValue("average") Signal planningSignal,
        @DefaultValue List<String> order,
        @DefaultValue("15m") Duration refresh,
        @DefaultValue("3h") Duration freshFor,
        @DefaultValue("2d") Duration keepAskingFor,
        @DefaultValue("20s") Duration lookEvery,
        @DefaultValue("10s") Duration timeout,
        @DefaultValue("250ms") Duration pace,
        @Nullable ElectricityMapsAccess electricityMaps,
        @Nullable WattTimeAccess wattTime,
        @Nullable GreatBritainAccess greatBritain,
        @Nullable CarbonAwareSdkAccess carbonAwareSdk,
        @Nullable CsvAccess csv) {

    static final String ELECTRICITY_MAPS = "electricity-maps";
    static final String WATT_TIME = "watt-time";
    static final String GREAT_BRITAIN = "great-britain";
    static final String CARBON_AWARE_SDK = "carbon-aware-sdk";
    static final String CSV = "csv";

    private static final Set<String> NAMES = Set.of(ELECTRICITY_MAPS, WATT_TIME, GREAT_BRITAIN, CARBON_AWARE_SDK, CSV);

    public SourceSettings {
        order = List.copyOf(order);
        require(refresh.compareTo(Duration.ofMinutes(1)) >= 0, "refresh must be at least 1m");
        require(freshFor.isPositive(), "fresh-for must be above 0");
        require(keepAskingFor.compareTo(refresh) >= 0, "keep-asking-for must be at least refresh");
        require(lookEvery.isPositive(), "look-every must be above 0");
        require(timeout.isPositive(), "timeout must be above 0");
        require(!pace.isNegative(), "pace must be 0 or more");
        require(Set.copyOf(order).size() == order.size(), "order names a source twice");
        for (String name : order) {
            require(
                    NAMES.contains(name),
                    "order knows " + NAMES.stream().sorted().toList() + ", not '" + name + "'");
        }
        if (greatBritain == null && order.contains(GREAT_BRITAIN)) {
            greatBritain = new GreatBritainAccess(URI.create(GreatBritainAccess.URL), Map.of());
        }
        requireSettings(order, ELECTRICITY_MAPS, electricityMaps);
        requireSettings(order, WATT_TIME, wattTime);
        requireSettings(order, CARBON_AWARE_SDK, carbonAwareSdk);
        requireSettings(order, CSV, csv);
        require(
                planningSignal == Signal.MARGINAL || !order.contains(WATT_TIME),
                "order names watt-time, which serves the marginal signal alone: choose planning-signal=marginal");
    }

    /**
     * Electricity Maps.
     *
     * @param zones our zones' names to theirs, such as {@code DEU: DE}
     */
    public record ElectricityMapsAccess(
            @DefaultValue("https://api.electricitymaps.com") URI url,
            @Nullable Secret token,
            @DefaultValue Map<String, String> zones) {

        public ElectricityMapsAccess {
            requireAddress(ELECTRICITY_MAPS, url);
            String key = token == null ? "" : token.value();
            require(!key.isBlank(), "electricity-maps.token is missing");
            // Whoever refused it later would show it.
            require(
                    key.matches("[\\x21-\\x7e]+"),
                    "electricity-maps.token holds a space, a line break or another character that no header can hold");
            zones = mapped(ELECTRICITY_MAPS + ".zones", zones);
        }
    }

    /**
     * WattTime.
     *
     * @param zones our zones' names to its regions, such as {@code US-CAL-CISO: CAISO_NORTH}
     */
    public record WattTimeAccess(
            @DefaultValue("https://api.watttime.org") URI url,
            @Nullable String username,
            @Nullable Secret password,
            @DefaultValue Map<String, String> zones) {

        public WattTimeAccess {
            requireAddress(WATT_TIME, url);
            require(username != null && !username.isBlank(), "watt-time.username is missing");
            require(password != null && !password.value().isBlank(), "watt-time.password is missing");
            zones = mapped(WATT_TIME + ".zones", zones);
        }
    }

    /**
     * Great Britain's Carbon Intensity API; needs no key.
     *
     * @param zones our zones' names to {@code national}, a postcode's first part such as {@code RG10}, or {@code region-13}
     */
    public record GreatBritainAccess(
            @DefaultValue(URL) URI url, @DefaultValue Map<String, String> zones) {

        static final String URL = "https://api.carbonintensity.org.uk";

        public GreatBritainAccess {
            requireAddress(GREAT_BRITAIN, url);
            zones = mapped(GREAT_BRITAIN + ".zones", zones.isEmpty() ? Map.of("GBR", GreatBritain.NATIONAL) : zones);
            for (String place : zones.values()) {
                require(
                        place.matches("national|region-([1-9]|1[0-8])|[A-Z]{1,2}[0-9][0-9A-Z]?"),
                        "great-britain.zones knows national, region-1 to region-18 and postcodes' first parts, not '"
                                + place + "'");
            }
        }
    }

    /**
     * A Carbon Aware SDK WebAPI.
     *
     * @param signal which signal the source behind it serves; there is no telling from outside
     * @param zones our zones' names to its locations, such as {@code USA: eastus}
     */
    public record CarbonAwareSdkAccess(
            @Nullable URI url,
            @Nullable Signal signal,
            @DefaultValue Map<String, String> zones) {

        public CarbonAwareSdkAccess {
            require(url != null, "carbon-aware-sdk.url is missing");
            requireAddress(CARBON_AWARE_SDK, Objects.requireNonNull(url));
            require(signal != null, "carbon-aware-sdk.signal is missing: average or marginal");
            zones = mapped(CARBON_AWARE_SDK + ".zones", zones);
        }
    }

    /**
     * A file.
     *
     * @param file lines {@code zone,instant,gramsPerKwh} after one that says so
     */
    public record CsvAccess(
            @Nullable Path file, @DefaultValue("average") Signal signal) {

        public CsvAccess {
            require(file != null, "csv.file is missing");
        }
    }

    private static Map<String, String> mapped(String what, Map<String, String> zones) {
        require(!zones.isEmpty(), what + " maps no zone");
        Map<String, String> upper = new HashMap<>();
        zones.forEach((ours, theirs) -> upper.put(ours.strip().toUpperCase(Locale.ROOT), theirs.strip()));
        return Map.copyOf(upper);
    }

    private static void requireAddress(String name, URI url) {
        boolean http = "http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme());
        boolean bare = url.getRawQuery() == null && url.getRawFragment() == null && url.getRawUserInfo() == null;
        require(
                http && bare && url.getHost() != null && url.getPort() <= 65_535,
                name + ".url begins with http:// or https://, names a host, and ends with its path");
    }

    private static void requireSettings(List<String> order, String name, @Nullable Object settings) {
        require(settings != null || !order.contains(name), "order names " + name + ", which is not set up");
    }

    private static void require(boolean holds, String sentence) {
        if (!holds) {
            throw new IllegalArgumentException("commonwatt.carbon." + sentence);
        }
    }
}
