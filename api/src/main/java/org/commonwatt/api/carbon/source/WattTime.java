package org.commonwatt.api.carbon.source;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import org.commonwatt.api.carbon.source.SourceTrouble.Kind;

/** WattTime, API version 3: the marginal signal {@code co2_moer}, every five minutes. */
final class WattTime extends RemoteSource {

    /** A pound is 0.45359237 kg (exactly), so 1 lb/MWh is so many g/kWh. */
    static final double GRAMS_PER_KWH = 0.45359237;

    private static final String UNITS = "lbs_co2_per_mwh";
    private static final String SIGNAL_TYPE = "co2_moer";
    private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);
    private static final Duration LONGEST_RANGE = Duration.ofDays(32);

    /** A token lives for 30 minutes. */
    private static final Duration RENEWED_AFTER = Duration.ofMinutes(25);

    private final String user;
    private final Secret password;
    private final Clock clock;
    private @Nullable Login login;

    private record Login(Secret token, Instant until) {}

    /** @param regions our zones' names to theirs */
    WattTime(SourceClient client, String user, Secret password, Map<String, String> regions, Clock clock) {
        super(new Label(SourceSettings.WATT_TIME, "WattTime co2_moer, marginal", Signal.MARGINAL), client, regions);
        this.user = user;
        this.password = password;
        this.clock = clock;
    }

    @Override
    public List<Reading> realised(String zone, Instant from, Instant to) throws SourceTrouble {
        Instant start = start(from, to, LONGEST_RANGE);
        return Answers.some(
                client, ask("/v3/historical", zone, Map.of("start", start.toString(), "end", to.toString())));
    }

    @Override
    public List<Reading> forecast(String zone, Instant from) throws SourceTrouble {
        return ask("/v3/forecast", zone, Map.of("horizon_hours", "72"));
    }

    private List<Reading> ask(String path, String zone, Map<String, String> more) throws SourceTrouble {
        Map<String, String> query = new LinkedHashMap<>(more);
        query.put("region", place(zone));
        query.put("signal_type", SIGNAL_TYPE);
        JsonNode answer;
        try {
            answer = client.get(path, query, bearer());
        } catch (SourceTrouble trouble) {
            if (trouble.kind() != Kind.REFUSED) {
                throw trouble;
            }
            // Tokens may end before their time.
            forgetLogin();
            answer = client.get(path, query, bearer());
        }
        String units = answer.at("/meta/units").asString("");
        if (!units.equals(UNITS)) {
            throw client.trouble(Kind.UNREADABLE, "answered in other units than " + UNITS);
        }
        int seconds = answer.at("/meta/data_point_period_seconds").asInt(0);
        Duration length = seconds > 0 ? Duration.ofSeconds(seconds) : FIVE_MINUTES;
        return Answers.readings(
                client,
                answer.path("data"),
                point -> Answers.reading(
                        client, point.path("point_time"), length, point.path("value"), GRAMS_PER_KWH, false));
    }

    private synchronized Map<String, String> bearer() throws SourceTrouble {
        Login known = login;
        if (known == null || !clock.instant().isBefore(known.until())) {
            String pair = user + ":" + password.value();
            String basic = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
            String token = client.get("/login", Map.of(), Map.of("Authorization", "Basic " + basic))
                    .path("token")
                    .asString("");
            // A token goes into a header: what could not stand there is none.
            if (!token.matches("[\\x21-\\x7e]{1,8192}")) {
                throw client.trouble(Kind.UNREADABLE, "answered the login without a token");
            }
            known = new Login(new Secret(token), clock.instant().plus(RENEWED_AFTER));
            login = known;
        }
        return Map.of("Authorization", "Bearer " + known.token().value());
    }

    private synchronized void forgetLogin() {
        login = null;
    }
}
