package org.commonwatt.worker.training.data;

import java.io.Closeable;
import java.io.IOException;

/** Closes several resources, also when closing one of them fails. */
final class Closing {

    private Closing() {}

    /** @throws IOException the first failure, carrying the others */
    static void all(Closeable... resources) throws IOException {
        IOException failure = null;
        for (Closeable resource : resources) {
            try {
                resource.close();
            } catch (IOException e) {
                if (failure == null) {
                    failure = e;
                } else {
                    failure.addSuppressed(e);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
