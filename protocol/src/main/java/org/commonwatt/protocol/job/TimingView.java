package org.commonwatt.protocol.job;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * What the planner decided about when a job runs. Figures are estimates.
 *
 * @param run whether it should run now, as far as its time goes; else it waits for the window
 * @param reason why, for programs
 * @param sentence why, for people
 * @param window the next span that it should run in
 * @param gramsPerKwhNow intensity that was expected in the window's zone at the decision, gCO2e/kWh
 * @param endsAt when it would have ended by this plan
 * @param expectedGrams gCO2e of the rest of the work by this plan, starts included
 * @param gramsAtOnce gCO2e of the rest of the work if it ran through from the decision on
 * @param decidedAt when this was decided
 * @param decideAgainAt when it is decided anew at the latest
 */
public record TimingView(
        boolean run,
        Reason reason,
        String sentence,
        Window window,
        double gramsPerKwhNow,
        Instant endsAt,
        double expectedGrams,
        double gramsAtOnce,
        Instant decidedAt,
        Instant decideAgainAt) {

    /** The zone of machines whose owners set none: the world's mean stands for it. */
    public static final String WORLD = "world";

    /**
     * A span in an electricity zone.
     *
     * @param zone its zone, or {@link #WORLD} where the machines' owners set none
     * @param gramsPerKwh its expected mean intensity, gCO2e/kWh
     */
    public record Window(String zone, Instant from, Instant to, double gramsPerKwh) {}

    /** Why a job runs or waits. */
    public enum Reason {
        /** It may not wait. */
        NOT_DEFERRABLE,
        /** It has waited as long as it may. */
        WAITING_SPENT,
        /** It keeps what it may still wait, since machines are few and it may not get one at once. */
        WAITING_RESERVED,
        /** Its deadline is so near that carbon no longer counts. */
        DEADLINE_NEAR,
        /** Nothing better is expected that is worth the wait. */
        CLEAN_ENOUGH,
        /** Cleaner electricity is expected. */
        CLEANER_LATER
    }

    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** Such as {@code Waits for a green window until 2026-12-01 02:00Z, to save 12.3 of 40.1 gCO2e (estimate): 310 …}. */
    public String words() {
        if (run) {
            return "Should run now: " + sentence + ".";
        }
        String saving = savedGrams() <= 0
                ? ""
                : ", to save " + figure(savedGrams()) + " of " + figure(gramsAtOnce) + " gCO2e (estimate)";
        return "Waits for a green window until " + MINUTE.format(window.from()) + saving + ": " + sentence + ".";
    }

    private static String figure(double grams) {
        return BigDecimal.valueOf(grams)
                .round(new MathContext(3))
                .stripTrailingZeros()
                .toPlainString();
    }

    /** What the plan is expected to save against running at once, in gCO2e; negative where it avoids delay only. */
    public double savedGrams() {
        return gramsAtOnce - expectedGrams;
    }
}
