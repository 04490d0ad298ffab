package org.commonwatt.cli.client;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;

/** Addresses that never leave this machine. */
public final class Loopback {

    private static final String NUMERIC = "[0-9.]+|\\[.*]";

    private Loopback() {}

    /** Whether an address is one; no name is looked up, since others answer for names. */
    public static boolean is(URI address) {
        String host = address.getHost();
        try {
            return host.equalsIgnoreCase("localhost")
                    || (host.matches(NUMERIC) && InetAddress.getByName(host).isLoopbackAddress());
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
