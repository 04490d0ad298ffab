package org.commonwatt.worker.stub;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

/** A line to a service that a test cuts, damages and silences, and that counts what goes over it. */
public final class Wire implements AutoCloseable {

    private final ServerSocket server;
    private final URI target;
    private final Set<Closeable> open = ConcurrentHashMap.newKeySet();
    private final Deque<Fault> faults = new ArrayDeque<>();
    private long sinceFault;
    private long sent;

    /** What happens to the line. */
    public enum Kind {
        CUT,
        /** A bit is turned over. */
        DAMAGE,
        /** The connection stays, and nothing comes through it any more. */
        SILENCE
    }

    /**
     * Something that happens once.
     *
     * @param afterBytes bytes towards the service since the fault before
     */
    public record Fault(Kind kind, long afterBytes) {}

    public Wire(URI target) {
        this.target = target;
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException cannot) {
            throw new UncheckedIOException(cannot);
        }
        Thread.ofVirtual().start(this::accept);
    }

    /** Where the line begins. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    /** Adds something that happens once all that was added before has happened. */
    public synchronized Wire fault(Kind kind, long afterBytes) {
        faults.add(new Fault(kind, afterBytes));
        return this;
    }

    /** Bytes that went towards the service. */
    public synchronized long sent() {
        return sent;
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Closeable socket : open) {
            socket.close();
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket client = server.accept();
                Socket service = new Socket(target.getHost(), target.getPort());
                open.add(client);
                open.add(service);
                Thread.ofVirtual().start(() -> towardsService(client, service));
                Thread.ofVirtual().start(() -> back(service, client));
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private void towardsService(Socket client, Socket service) {
        byte[] chunk = new byte[16 << 10];
        try (client;
                service) {
            InputStream in = client.getInputStream();
            OutputStream out = service.getOutputStream();
            for (int length = in.read(chunk); length >= 0; length = in.read(chunk)) {
                Passing passing = pass(length);
                if (passing.fault() == Kind.DAMAGE) {
                    chunk[passing.bytes()] ^= 1;
                    out.write(chunk, 0, length);
                } else {
                    out.write(chunk, 0, passing.bytes());
                }
                if (passing.fault() == Kind.CUT) {
                    // The client learns of it once the service has read what came before and hung up.
                    service.shutdownOutput();
                    in.transferTo(OutputStream.nullOutputStream());
                    return;
                }
                if (passing.fault() == Kind.SILENCE) {
                    in.transferTo(OutputStream.nullOutputStream());
                    return;
                }
            }
        } catch (IOException broken) {
            // As lines are.
        }
    }

    private record Passing(int bytes, @Nullable Kind fault) {}

    private synchronized Passing pass(int length) {
        Fault next = faults.peek();
        if (next == null || sinceFault + length <= next.afterBytes()) {
            sinceFault += length;
            sent += length;
            return new Passing(length, null);
        }
        int bytes = (int) Math.max(0, next.afterBytes() - sinceFault);
        sent += bytes;
        sinceFault = 0;
        faults.remove();
        return new Passing(bytes, next.kind());
    }

    private static void back(Socket service, Socket client) {
        try (service;
                client) {
            service.getInputStream().transferTo(client.getOutputStream());
        } catch (IOException broken) {
            // As lines are.
        }
    }
}
