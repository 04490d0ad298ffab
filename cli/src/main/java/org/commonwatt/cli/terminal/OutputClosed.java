package org.commonwatt.cli.terminal;

/** Nobody takes what is written to standard output any more, as after {@code | head}; there is nobody to tell, either. */
public final class OutputClosed extends RuntimeException {

    private static final long serialVersionUID = 1L;
}
