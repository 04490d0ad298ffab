package org.commonwatt.api.carbon.source;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** All sources that the operator set up, in the order in which they are believed. */
public final class Sources {

    private final List<IntensitySource> inOrder;
    private volatile Map<Signal, Set<String>> zones = Map.of();

    public Sources(Collection<? extends IntensitySource> inOrder) {
        this.inOrder = List.copyOf(inOrder);
        look();
    }

    /** Looks again which zones there are: a file may have changed. */
    public void look() {
        zones = inOrder.stream()
                .collect(Collectors.groupingBy(
                        IntensitySource::signal,
                        Collectors.flatMapping(source -> source.zones().stream(), Collectors.toUnmodifiableSet())));
    }

    /** Whether there is any. */
    public boolean isEmpty() {
        return inOrder.isEmpty();
    }

    /** Those that answer for a zone with a signal, best first. */
    public List<IntensitySource> of(String zone, Signal signal) {
        return inOrder.stream()
                .filter(source -> source.signal() == signal && source.zones().contains(zone))
                .toList();
    }

    /** Zones for which anybody answers with a signal, as of the last look. */
    public Set<String> zones(Signal signal) {
        return zones.getOrDefault(signal, Set.of());
    }

    /** What people call the source of that name; the name itself where it is not set up any more. */
    public String title(String name) {
        return inOrder.stream()
                .filter(source -> source.name().equals(name))
                .map(IntensitySource::title)
                .findFirst()
                .orElse(name);
    }
}
