package org.commonwatt.api.carbon.source;

/** A key as configured. Its text form hides it, so that no log of a setting can show it. */
public record Secret(String value) {

    @Override
    public String toString() {
        return "(hidden)";
    }
}
