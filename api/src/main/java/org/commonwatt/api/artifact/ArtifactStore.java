package org.commonwatt.api.artifact;

import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongConsumer;

import org.springframework.core.io.Resource;

/**
 * Where bytes lie by their hash: the storage port. It knows no database: which bytes are wanted is the callers' business,
 * and who publishes or removes bytes of a hash holds that hash's lock ({@link ArtifactQueries#lock}).
 *
 * <p>Bytes come in two ways. {@link #stage} takes a whole upload at once. Uploads that may break off are written part by
 * part ({@link #writePart}), each part by one writer alone, and put together at the end ({@link #assemble}).
 */
interface ArtifactStore {

    /**
     * Takes bytes while hashing them. They survive a power cut, and wait for their name.
     *
     * @param expected what they must hash to
     * @param bytes read to the end
     * @param limit the most bytes that are taken
     * @throws HashMismatch when they hash to something else
     * @throws org.commonwatt.api.problem.BodyTooLarge when there are more than {@code limit}
     * @throws StorageFull when there is no room for them
     * @throws UploadInterrupted when they end before their end
     */
    Staged stage(Sha256 expected, InputStream bytes, long limit);

    /**
     * Writes a part until the bytes end or break off; what came survives a power cut.
     *
     * @param part its name, used once
     * @param limit the most bytes that are taken
     * @param progress told the length so far every now and then, before it survives a power cut; what it throws ends the
     *     writing
     * @throws org.commonwatt.api.problem.BodyTooLarge when there are more than {@code limit}
     * @throws StorageFull when there is no room for them; those before the last progress are kept
     */
    Written writePart(UUID part, InputStream bytes, long limit, LongConsumer progress);

    /**
     * A part that was written.
     *
     * @param length its bytes
     * @param hash of them
     */
    record Written(long length, Sha256 hash) {}

    /** The first {@code length} bytes of a part. */
    record Part(UUID name, long length) {}

    /** One part that is the whole, and was hashed by who wrote it, as bytes that wait for their name. */
    Staged whole(Part part, Sha256 hash);

    /**
     * Puts parts together, in this order; they stay.
     *
     * @throws HashMismatch when they hash to something else than {@code expected}
     * @throws PartsLost when a part is not there or too short, as after a power cut
     * @throws StorageFull when there is no room for them
     */
    Staged assemble(Sha256 expected, List<Part> parts);

    /** Removes a part, if it is there. */
    void removePart(UUID part);

    /** The parts that there are, with those that nothing else knows of any more. */
    List<UUID> parts();

    /** Gives staged bytes their name, in the place of what had it; quick. They survive a power cut. */
    void publish(Staged staged);

    /**
     * The stored bytes, to be read from any place on. They match their hash.
     *
     * @throws DamagedBytes when they do not
     */
    Optional<Resource> find(Sha256 artifact);

    /** Whether bytes lie there, whole or not. */
    boolean has(Sha256 artifact);

    /**
     * Takes damaged bytes out of their place, for whoever looks into it.
     *
     * @return false when they are others by now
     */
    boolean setAside(Sha256 artifact, DamagedBytes found);

    /** Removes bytes, if they are there. */
    void remove(Sha256 artifact);

    /** All that are stored since before a moment. */
    List<Sha256> olderThan(Instant moment);

    /** Bytes that there is room for, beside what is to be left free. */
    long room();

    /** Bytes that are whole and wait for their name; closing gives up what was not published. */
    interface Staged extends AutoCloseable {

        /** What they hash to. */
        Sha256 name();

        /** Their number. */
        long size();

        @Override
        void close();
    }

    /** Stored bytes do not match their hash. */
    final class DamagedBytes extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final transient Object identity;

        /** @param identity tells these very bytes from others that take their place */
        DamagedBytes(String message, Object identity) {
            super(message);
            this.identity = identity;
        }

        Object identity() {
            return identity;
        }
    }

    /** A part is not what its writer said. */
    final class PartsLost extends RuntimeException {

        private static final long serialVersionUID = 1L;

        PartsLost(String message) {
            super(message);
        }
    }
}
