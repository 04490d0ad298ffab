package org.commonwatt.cli.terminal;

/** Whether this process is on its way out, where failures are no news: what they miss was just stopped. */
public final class Shutdown {

    private Shutdown() {}

    /** Whether Ctrl-C, a signal or an exit has begun to end this process. */
    public static boolean begun() {
        Thread probe = new Thread(() -> {});
        try {
            Runtime.getRuntime().addShutdownHook(probe);
            Runtime.getRuntime().removeShutdownHook(probe);
            return false;
        } catch (IllegalStateException e) {
            return true;
        }
    }
}
