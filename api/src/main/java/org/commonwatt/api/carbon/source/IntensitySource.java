package org.commonwatt.api.carbon.source;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Somebody who publishes the intensity of electricity. Each call may take as long as the set timeout allows. */
public interface IntensitySource {

    /** Its name in settings and tables, such as {@code electricity-maps}. */
    String name();

    /** What people call it, with what its figures cover. */
    String title();

    /** What its figures tell. */
    Signal signal();

    /** Zones that it is set to answer for, by our names. */
    Set<String> zones();

    /**
     * What was, from {@code from} until {@code to} or as near to it as is known; the order and the lengths are the source's.
     *
     * @param zone one of {@link #zones()}
     * @throws SourceTrouble when it has nothing to say
     */
    List<Reading> realised(String zone, Instant from, Instant to) throws SourceTrouble;

    /**
     * What it expects from {@code from} on, as far ahead as it looks; empty where it expects nothing.
     *
     * @param zone one of {@link #zones()}
     */
    List<Reading> forecast(String zone, Instant from) throws SourceTrouble;
}
