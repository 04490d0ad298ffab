package org.commonwatt.cli.local;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;

import org.commonwatt.cli.client.Service;
import org.commonwatt.cli.terminal.Failure;

/**
 * Where a service will listen.
 *
 * @param host as the service is told
 * @param port never 0
 * @param url how this machine reaches it
 */
record ListenAddress(String host, int port, URI url) {

    /** Checks that the place is free; port 0 becomes one that is. */
    static ListenAddress free(String host, int port) {
        if (port < 0 || port > 65_535) {
            throw new Failure("A port is a number from 1 to 65535, or 0 for any that is free.");
        }
        InetAddress address = address(host);
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(address, port));
            return new ListenAddress(host, socket.getLocalPort(), url(address, socket.getLocalPort()));
        } catch (IOException e) {
            throw occupied(address, port, e);
        }
    }

    /** Whether other machines may reach it. */
    boolean open() {
        return !address(host).isLoopbackAddress();
    }

    private static InetAddress address(String host) {
        try {
            return InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            throw new Failure(
                    "'" + host + "' is no address of this machine. --host 127.0.0.1 is for this machine alone,"
                            + " --host 0.0.0.0 for every network that it is on.");
        }
    }

    private static Failure occupied(InetAddress address, int port, IOException why) {
        if (port < 1024 && port > 0 && String.valueOf(why.getMessage()).contains("denied")) {
            return new Failure("Ports below 1024 are for the administrator. Choose another with --port.");
        }
        if (!String.valueOf(why.getMessage()).contains("in use")) {
            return new Failure("Nothing can listen at " + address.getHostAddress() + " port " + port + ": "
                    + why.getMessage() + ". Choose an address of this machine with --host.");
        }
        boolean ours = new Service(url(address, port), null, Path.of("")).healthy();
        return new Failure("Port " + port + " is in use by " + (ours ? "another Commonwatt service" : "another program")
                + ". Choose another with --port N (--port 0 takes any that is free)"
                + (ours ? ", or stop that service." : ", or stop that program."));
    }

    private static URI url(InetAddress address, int port) {
        String host = address.isAnyLocalAddress()
                ? "127.0.0.1"
                : address instanceof Inet6Address ? "[" + address.getHostAddress() + "]" : address.getHostAddress();
        return URI.create("http://" + host + ":" + port);
    }
}
