package org.commonwatt.cli.doctor;

import org.jspecify.annotations.Nullable;

/**
 * What a check found.
 *
 * @param subject what was looked at
 * @param says what was found
 * @param cure what to do about it, or null where there is nothing to do
 */
record Finding(
        String subject,
        Verdict verdict,
        String says,
        @Nullable String cure) {

    /** How bad it is. */
    enum Verdict {
        FINE,
        /** Something works less well, or will be needed later. */
        NOTE,
        /** Something essential does not work. */
        WRONG
    }

    static Finding fine(String subject, String says) {
        return new Finding(subject, Verdict.FINE, says, null);
    }

    static Finding note(String subject, String says, String cure) {
        return new Finding(subject, Verdict.NOTE, says, cure);
    }

    static Finding wrong(String subject, String says, String cure) {
        return new Finding(subject, Verdict.WRONG, says, cure);
    }
}
