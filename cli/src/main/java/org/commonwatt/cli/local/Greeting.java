package org.commonwatt.cli.local;

/** What a person needs to know of a running stack. */
final class Greeting {

    private Greeting() {}

    static String of(Stack stack) {
        return "Dashboard  " + stack.address().url() + "\n"
                + "Sign in    with the key in " + stack.data().keyFile() + "\n"
                + "Ctrl-C stops everything.";
    }
}
