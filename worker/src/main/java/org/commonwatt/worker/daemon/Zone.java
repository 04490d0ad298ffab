package org.commonwatt.worker.daemon;

/** How an electricity zone is written: a country as in ISO 3166-1 alpha-3, or a grid zone such as {@code US-CAL-CISO}. */
final class Zone {

    static final String PATTERN = "[A-Z]{2,3}(-[A-Z0-9]{1,8}){0,3}";
    static final String WORDS = "a country's three letters such as DEU";

    private Zone() {}
}
