package org.commonwatt.worker.limits;

/** How an electricity zone is written: a country as in ISO 3166-1 alpha-3, or a grid zone such as {@code US-CAL-CISO}. */
public final class Zone {

    public static final String PATTERN = "[A-Z]{2,3}(-[A-Z0-9]{1,8}){0,3}";
    public static final String WORDS = "a country's three letters such as DEU";

    private Zone() {}
}
