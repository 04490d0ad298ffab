package org.commonwatt.cli.terminal;

/** One line that changes in place on a terminal. Elsewhere nothing is drawn over: see {@link #drawsOver()}. */
public final class ProgressLine {

    private static final String TO_START_AND_CLEAR = "\r\033[K";

    private final Terminal terminal;
    private boolean shown;

    public ProgressLine(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Whether lines replace each other; where not, the caller should show few of them. */
    public boolean drawsOver() {
        return terminal.errIsTerminal();
    }

    /** Shows a line in the place of the last one; in a file or pipe, as a line of its own. */
    public synchronized void show(String text) {
        if (drawsOver()) {
            terminal.err().print(TO_START_AND_CLEAR + Table.shortened(Printable.inLine(text), terminal.columns() - 1));
            terminal.err().flush();
            shown = true;
        } else {
            terminal.say(text);
        }
    }

    /** Says something that stays, above the changing line. */
    public synchronized void say(String text) {
        clear();
        terminal.say(text);
    }

    /** Takes the line away. */
    public synchronized void clear() {
        if (shown) {
            terminal.err().print(TO_START_AND_CLEAR);
            terminal.err().flush();
            shown = false;
        }
    }
}
