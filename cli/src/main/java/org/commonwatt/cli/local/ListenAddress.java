package org.commonwatt.cli.local;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
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

    /** Systems keep the ports below for the administrator. */
    private static final int FIRST_OPEN_PORT = 1024;

    private static final int CONNECT_MS = 2000;

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

    /** Found out by trying, since the system says it in the user's language. */
    private static Failure occupied(InetAddress address, int port, IOException why) {
        if (!canBind(address)) {
            return new Failure("Nothing can listen at " + address.getHostAddress() + ": " + why.getMessage()
                    + ". Choose an address of this machine with --host.");
        }
        URI url = url(address, port);
        if (port < FIRST_OPEN_PORT && !listens(url)) {
            return new Failure("Port " + port + " can't be had: those below " + FIRST_OPEN_PORT
                    + " are for the administrator. Choose another with --port.");
        }
        boolean ours = new Service(url, null, Path.of("")).healthy();
        return new Failure("Port " + port + " is in use by " + (ours ? "another Commonwatt service" : "another program")
                + ". Choose another with --port N (--port 0 takes any that is free)"
                + (ours ? ", or stop that service." : ", or stop that program."));
    }

    private static boolean canBind(InetAddress address) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(address, 0));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean listens(URI url) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(url.getHost(), url.getPort()), CONNECT_MS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static URI url(InetAddress address, int port) {
        String host = address.isAnyLocalAddress()
                ? "127.0.0.1"
                : address instanceof Inet6Address ? "[" + address.getHostAddress() + "]" : address.getHostAddress();
        return URI.create("http://" + host + ":" + port);
    }
}
