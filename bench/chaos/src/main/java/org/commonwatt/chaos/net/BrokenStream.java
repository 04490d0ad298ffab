package org.commonwatt.chaos.net;

import java.io.IOException;
import java.io.InputStream;

/** A body whose sender is gone. */
final class BrokenStream extends InputStream {

    @Override
    public int read() throws IOException {
        throw new IOException("the sender is gone");
    }
}
