package org.commonwatt.api.carbon;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.commonwatt.api.carbon.source.IntensitySource;
import org.commonwatt.api.carbon.source.Reading;
import org.commonwatt.api.carbon.source.Signal;
import org.commonwatt.api.carbon.source.SourceTrouble;

/** A source that says what a test tells it to. */
final class FakeSource implements IntensitySource {

    private final String name;
    private final Signal signal;
    private final Set<String> zones;
    private List<Reading> past = List.of();
    private List<Reading> ahead = List.of();
    private @Nullable SourceTrouble trouble;
    private Runnable meanwhile = () -> {};
    private final Set<String> faulty = new HashSet<>();
    final List<Instant> askedFrom = new ArrayList<>();

    FakeSource(String name, Signal signal, String... zones) {
        this.name = name;
        this.signal = signal;
        this.zones = Set.of(zones);
    }

    /** One figure for each hour from {@code first} on. */
    FakeSource was(Instant first, double... grams) {
        past = hours(first, grams);
        trouble = null;
        return this;
    }

    FakeSource expects(Instant first, double... grams) {
        ahead = hours(first, grams);
        return this;
    }

    FakeSource fails(SourceTrouble.Kind kind, @Nullable Duration retryAfter) {
        trouble = new SourceTrouble(kind, name + " fails", retryAfter);
        return this;
    }

    /** It has a fault for one zone alone. */
    FakeSource failsFor(String zone) {
        faulty.add(zone);
        return this;
    }

    /** What happens while the source is waited for, once. */
    FakeSource meanwhile(Runnable happens) {
        meanwhile = happens;
        return this;
    }

    private static List<Reading> hours(Instant first, double... grams) {
        List<Reading> hours = new ArrayList<>();
        for (int i = 0; i < grams.length; i++) {
            hours.add(new Reading(first.plus(Duration.ofHours(i)), Duration.ofHours(1), grams[i], false));
        }
        return hours;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String title() {
        return "The " + name;
    }

    @Override
    public Signal signal() {
        return signal;
    }

    @Override
    public Set<String> zones() {
        return zones;
    }

    @Override
    public List<Reading> realised(String zone, Instant from, Instant to) throws SourceTrouble {
        askedFrom.add(from);
        Runnable happens = meanwhile;
        meanwhile = () -> {};
        happens.run();
        if (faulty.contains(zone)) {
            throw new SourceTrouble(SourceTrouble.Kind.AWAY, name + " fails for " + zone);
        }
        if (trouble != null) {
            throw trouble;
        }
        return past;
    }

    @Override
    public List<Reading> forecast(String zone, Instant from) {
        return ahead;
    }
}
