package org.commonwatt.cli.client;

import java.io.IOException;
import java.io.InputStream;

/** Reads what little is wanted of a stream. */
final class Streams {

    private static final int MOST = 65_536;

    private Streams() {}

    /** The first bytes, as many as an error's body could sensibly have; the stream is closed. */
    static byte[] start(InputStream stream) {
        try (stream) {
            return stream.readNBytes(MOST);
        } catch (IOException e) {
            return new byte[0];
        }
    }
}
