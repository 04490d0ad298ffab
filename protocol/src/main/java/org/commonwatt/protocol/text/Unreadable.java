package org.commonwatt.protocol.text;

import java.util.List;

import org.commonwatt.protocol.Rejected;
import org.commonwatt.protocol.Violation;

/** The refusal of a text that has no tree at all. */
final class Unreadable {

    private Unreadable() {}

    static Rejected at(Place place, String message) {
        return new Rejected(List.of(new Violation("", message, null, place.line(), place.column())));
    }

    static Rejected anywhere(String message) {
        return new Rejected(List.of(new Violation("", message, null, null, null)));
    }
}
