package org.commonwatt.worker.client;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

import org.jspecify.annotations.Nullable;

import org.commonwatt.protocol.artifact.Sha256;

/** The file of a delivery on its way: hashed once, however often it is tried. */
record Parcel(Path file, String sha256, AtomicLong arrived) {

    /** What a delivery has to bring along, or null where it brings nothing but itself. */
    static @Nullable Parcel of(Delivery delivery, Path folder) throws IOException {
        String name =
                switch (delivery) {
                    case Delivery.Checkpointed checkpoint -> checkpoint.file();
                    case Delivery.Completed completed -> completed.model();
                    case Delivery.Reported reported -> null;
                    case Delivery.Released released -> null;
                };
        if (name == null) {
            return null;
        }
        Path file = folder.resolve(name);
        return new Parcel(file, Sha256.of(file), new AtomicLong());
    }

    /** Whether some of it is with the service, as far as one can know. */
    boolean hasBegun() {
        return arrived.get() > 0;
    }

    void upload(ServiceClient service) throws ServiceException, InterruptedException {
        service.upload(sha256, file, arrived::set);
    }
}
