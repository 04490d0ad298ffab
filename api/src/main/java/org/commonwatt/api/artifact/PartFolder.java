package org.commonwatt.api.artifact;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.UUID;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.commonwatt.api.artifact.ArtifactStore.Part;
import org.commonwatt.api.artifact.ArtifactStore.PartsLost;
import org.commonwatt.api.artifact.ArtifactStore.Written;

/** Parts of uploads that may go on, each in a file of its own that one writer wrote. */
final class PartFolder {

    private static final Logger log = LoggerFactory.getLogger(PartFolder.class);

    /** What a killed service loses of an upload at most, in bytes. */
    private static final long STRIDE = 8 << 20;

    private static final Pattern NAME = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final Path folder;
    private final LongSupplier room;

    /** @param room bytes that there is room for */
    PartFolder(Path folder, LongSupplier room) {
        this.folder = folder;
        this.room = room;
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("the folder for parts of uploads can't be made: " + folder, e);
        }
    }

    Path path(UUID part) {
        return folder.resolve(part.toString());
    }

    Written write(UUID part, InputStream bytes, long limit, LongConsumer progress) {
        try (FileChannel file = FileChannel.open(path(part), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            Copying copying = new Copying(file, room);
            try {
                copying.all(bytes, limit, STRIDE, progress);
            } catch (Copying.Broken cut) {
                log.debug("An upload broke off after {} bytes", copying.length());
            }
            file.force(true);
            return new Written(copying.length(), copying.hash());
        } catch (IOException e) {
            throw Copying.refusal(e);
        }
    }

    /** Appends a part to what is being put together. */
    void copy(Part part, Copying to) {
        long end = to.length() + part.length();
        try (InputStream bytes = new Head(Files.newInputStream(path(part.name())), part.length())) {
            to.all(bytes, end, Long.MAX_VALUE, length -> {});
        } catch (IOException e) {
            throw new PartsLost("part " + part.name() + " can't be read: " + e);
        }
        if (to.length() != end) {
            throw new PartsLost("part " + part.name() + " lacks " + (end - to.length()) + " bytes");
        }
    }

    void remove(UUID part) {
        try {
            Files.deleteIfExists(path(part));
        } catch (IOException e) {
            log.warn("A part of an upload is left behind: {}", e.getMessage());
        }
    }

    List<UUID> all() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> NAME.matcher(name).matches())
                    .map(UUID::fromString)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The first bytes of a stream: a part's file may be longer than what counts of it. */
    private static final class Head extends FilterInputStream {

        private long left;

        Head(InputStream in, long length) {
            super(in);
            this.left = length;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            if (left == 0) {
                return -1;
            }
            int count = super.read(target, offset, (int) Math.min(length, left));
            left -= Math.max(count, 0);
            return count;
        }
    }
}
