package org.commonwatt.api.carbon;

import org.commonwatt.api.TestService;

/** Fetches intensities when a test wants it. */
public final class Fetching {

    private Fetching() {}

    /** Zones that were asked for are fetched, and all that is known is read anew. */
    public static void round(TestService service) {
        service.bean(Fetcher.class).round();
    }

    /** Asks for zones, which is what makes them fetched; the first round may only find out that they are asked for. */
    public static void need(TestService service, String... zones) {
        for (String zone : zones) {
            service.bean(Intensities.class).forecast(zone, 1);
        }
        round(service);
        round(service);
    }
}
