package org.commonwatt.bench.dispatch;

import java.util.List;

/** What a measurement was told at its start. */
final class Options {

    private Options() {}

    /** The number behind a name, or another where the name is not there. */
    static int number(List<String> options, String name, int otherwise) {
        int at = options.indexOf(name);
        return at < 0 ? otherwise : Integer.parseInt(options.get(at + 1));
    }
}
