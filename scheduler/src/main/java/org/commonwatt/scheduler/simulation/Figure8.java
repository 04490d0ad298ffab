package org.commonwatt.scheduler.simulation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Figure 8 of GAIA (ASPLOS'24): its jobs in AU-SA from hour 7000 of 2022 on, intensities known, no limit of machines. */
public final class Figure8 {

    public static final String ZONE = "AU-SA";
    public static final int START = 7000;
    public static final double TOLERANCE = 1e-6;

    /** kgCO2e of starting at once, for processors of 1 kW. */
    public static final double NO_WAIT_CARBON = 562.17126;

    /** Carbon of each policy relative to starting at once. */
    public static final Map<String, Double> CARBON = carbon();

    private Figure8() {}

    private static Map<String, Double> carbon() {
        Map<String, Double> carbon = new LinkedHashMap<>();
        carbon.put("NoWait", 1.0);
        carbon.put("Lowest-Slot", 0.780037);
        carbon.put("Lowest-Window", 0.683704);
        carbon.put("Carbon-Time", 0.724888);
        carbon.put("Ecovisor", 0.639105);
        carbon.put("WaitAwhile", 0.546196);
        return carbon;
    }

    /** Policies whose carbon is not the published one, in words; empty when all are. */
    public static List<String> differences(Comparison comparison, double noWaitCarbon) {
        List<String> differences = new ArrayList<>();
        if (Math.abs(noWaitCarbon / NO_WAIT_CARBON - 1) > TOLERANCE) {
            differences.add("NoWait emits %.5f kg instead of %.5f".formatted(noWaitCarbon, NO_WAIT_CARBON));
        }
        CARBON.forEach((policy, expected) -> {
            double found = comparison.mean(policy).carbon();
            // The published figures have six digits.
            if (Math.abs(found - expected) > TOLERANCE) {
                differences.add("%s emits %.6f of NoWait instead of %.6f".formatted(policy, found, expected));
            }
        });
        return differences;
    }
}
