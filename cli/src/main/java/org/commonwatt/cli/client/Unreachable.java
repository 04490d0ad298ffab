package org.commonwatt.cli.client;

import java.net.URI;

import org.commonwatt.cli.terminal.Failure;

/** Nobody answers at the service's address. */
public final class Unreachable extends Failure {

    private static final long serialVersionUID = 1L;

    Unreachable(URI address, String why) {
        super("No Commonwatt service answers at " + address + " (" + why + ")."
                + " Start one here with 'commonwatt up', or name another with --url or COMMONWATT_URL.");
    }
}
