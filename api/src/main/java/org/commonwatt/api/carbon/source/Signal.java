package org.commonwatt.api.carbon.source;

import java.util.Locale;

/**
 * What an intensity tells: of all electricity, or of the next kilowatt-hour. The two answer different questions and are
 * never added up or compared with each other.
 */
public enum Signal {
    /** Emissions of all generation over all energy, in gCO2e/kWh. What receipts are reckoned with. */
    AVERAGE,
    /** Emissions of the plants that follow one more kilowatt-hour of demand, in gCO2/kWh. For planning alone. */
    MARGINAL;

    /** As written in settings. */
    public String written() {
        return name().toLowerCase(Locale.ROOT);
    }
}
