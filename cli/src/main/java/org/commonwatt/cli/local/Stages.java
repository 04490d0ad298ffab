package org.commonwatt.cli.local;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

import org.commonwatt.cli.setting.Setting;

/** The steps of a start, each shown when it is done with the time since Enter. */
final class Stages {

    private final Setting setting;
    private final Map<String, Double> doneAt = new LinkedHashMap<>();

    Stages(Setting setting) {
        this.setting = setting;
    }

    /** Shows that a stage is done. */
    synchronized void done(String name, String what) {
        double seconds = setting.enteredAt().secondsAgo();
        doneAt.put(name, seconds);
        setting.terminal().say(String.format(Locale.ROOT, "%6.1f s  %-8s  %s", seconds, name, what));
    }

    /** Seconds from Enter to each stage's end. */
    synchronized Map<String, Double> seconds() {
        return Collections.unmodifiableMap(new LinkedHashMap<>(doneAt));
    }

    /** Seconds since Enter. */
    double sinceEnter() {
        return setting.enteredAt().secondsAgo();
    }
}
