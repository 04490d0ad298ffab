package org.commonwatt.api.carbon.source;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** A source that is asked over HTTP and has names of its own for the places that it knows. */
abstract class RemoteSource implements IntensitySource {

    /**
     * What people call it, and what its figures tell.
     *
     * @param name in settings and tables
     * @param title for people
     */
    record Label(String name, String title, Signal signal) {}

    /** Sends requests. */
    protected final SourceClient client;

    private final Label label;
    private final Map<String, String> places;

    /** @param places our zones' names to theirs */
    RemoteSource(Label label, SourceClient client, Map<String, String> places) {
        this.label = label;
        this.client = client;
        this.places = places;
    }

    @Override
    public final String name() {
        return label.name();
    }

    @Override
    public final String title() {
        return label.title();
    }

    @Override
    public final Signal signal() {
        return label.signal();
    }

    @Override
    public final Set<String> zones() {
        return places.keySet();
    }

    /** Its name for one of {@link #zones()}. */
    protected final String place(String zone) {
        return Objects.requireNonNull(places.get(zone));
    }

    /** The later of {@code from} and the longest span before {@code to} that it answers for at once. */
    protected static Instant start(Instant from, Instant to, Duration longest) {
        Instant earliest = to.minus(longest);
        return from.isBefore(earliest) ? earliest : from;
    }
}
