package org.commonwatt.cli.client;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/** An answer's body whose reads fail once nothing has come for too long: by themselves they would wait for ever. */
final class Watched extends FilterInputStream {

    private final long silenceNanos;
    private final Thread watch;
    private volatile boolean reading;
    private volatile long since = System.nanoTime();

    /** @param silence time without a byte after which the connection is taken for dead */
    Watched(InputStream in, Duration silence) {
        super(in);
        this.silenceNanos = silence.toNanos();
        this.watch = Thread.ofVirtual().name("watch").start(this::watch);
    }

    private void watch() {
        try {
            while (!reading || System.nanoTime() - since < silenceNanos) {
                Thread.sleep(Duration.ofNanos(Math.min(silenceNanos, 1_000_000_000L) / 4));
            }
            in.close();
        } catch (InterruptedException | IOException ended) {
            // Nobody reads any more, or the connection was broken anyway.
        }
    }

    @Override
    public int read() throws IOException {
        begin();
        try {
            return super.read();
        } finally {
            reading = false;
        }
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        begin();
        try {
            return super.read(target, offset, length);
        } finally {
            reading = false;
        }
    }

    private void begin() {
        since = System.nanoTime();
        reading = true;
    }

    @Override
    public void close() throws IOException {
        watch.interrupt();
        super.close();
    }
}
