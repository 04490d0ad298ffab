package org.commonwatt.api.placement;

import java.time.Instant;

import org.commonwatt.api.TestService;

/** What the accounts' work used of late, as the planner counts it. */
public final class PastUse {

    private PastUse() {}

    /** Machine-hours of all accounts, with the weight that they have at a moment. */
    public static double hours(TestService service, Instant now) {
        return service.bean(PlacementQueries.class).decayedUse(now).values().stream()
                .mapToDouble(Double::doubleValue)
                .sum();
    }
}
