package org.commonwatt.api.account;

import java.util.Locale;

/** What a key may be used for. */
public enum Scope {
    /** Publish datasets, submit jobs, read their results. */
    SUBMIT,
    /** Join machines and see them. */
    DONATE,
    /** See and manage everything that the service knows. */
    OPERATE;

    /** As written in keys and requests. */
    public String written() {
        return name().toLowerCase(Locale.ROOT);
    }
}
