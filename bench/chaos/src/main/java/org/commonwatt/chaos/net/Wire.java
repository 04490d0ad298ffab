package org.commonwatt.chaos.net;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntSupplier;

/** Bytes between one replica and the database: they can be cut off, and they can stall. */
public final class Wire implements AutoCloseable {

    private static final int CHUNK = 1 << 14;

    private final ServerSocket listener;
    private final IntSupplier target;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private volatile long deadUntil = System.nanoTime();
    private volatile long silentUntil = System.nanoTime();

    /**
     * Opens a wire on a free port.
     *
     * @param target the database's port, which changes with each of its starts
     */
    public Wire(IntSupplier target) throws IOException {
        this.target = target;
        this.listener = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
        threads.execute(this::accept);
    }

    /** The port to give to the replica. */
    public int port() {
        return listener.getLocalPort();
    }

    /** Breaks every connection, and takes none for a while; false when there was none. */
    public boolean cut(Duration lasts) {
        deadUntil = System.nanoTime() + lasts.toNanos();
        boolean hit = !sockets.isEmpty();
        sockets.forEach(Wire::close);
        return hit;
    }

    /** Holds all bytes back for a while. */
    public void hold(Duration lasts) {
        silentUntil = System.nanoTime() + lasts.toNanos();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket near = listener.accept();
                threads.execute(() -> connect(near));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void connect(Socket near) {
        sockets.add(near);
        try (near) {
            if (isAhead(deadUntil)) {
                return;
            }
            try (Socket far = new Socket(InetAddress.getLoopbackAddress(), target.getAsInt())) {
                sockets.add(far);
                near.setTcpNoDelay(true);
                far.setTcpNoDelay(true);
                threads.execute(() -> carry(far, near));
                carry(near, far);
                sockets.remove(far);
            }
        } catch (IOException nobodyThere) {
            // The replica sees a connection that closes.
        } finally {
            sockets.remove(near);
        }
    }

    /** Carries bytes until either side closes, which closes both. */
    private void carry(Socket from, Socket to) {
        byte[] chunk = new byte[CHUNK];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int length = in.read(chunk); length >= 0; length = in.read(chunk)) {
                while (isAhead(silentUntil)) {
                    Thread.sleep(50);
                }
                out.write(chunk, 0, length);
            }
        } catch (IOException broken) {
            // As it happens.
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        } finally {
            close(from);
            close(to);
        }
    }

    private static boolean isAhead(long nanos) {
        return System.nanoTime() - nanos < 0;
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException closed) {
            // Nothing is left to be closed.
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException closed) {
            // Nothing is left to be closed.
        }
        sockets.forEach(Wire::close);
        threads.shutdownNow();
    }
}
