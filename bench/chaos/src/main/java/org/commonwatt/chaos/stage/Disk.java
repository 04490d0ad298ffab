package org.commonwatt.chaos.stage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A small file system in memory that can be filled up; only root can have one. */
final class Disk implements AutoCloseable {

    private static final int MIB = 96;
    private static final int BLOCK = 1 << 20;

    private final Path folder;
    private final Path filler;

    private Disk(Path folder) {
        this.folder = folder;
        this.filler = folder.resolve("filler");
    }

    /** Whether this process may mount one. */
    static boolean areAllowed(Path someFolder) throws IOException, InterruptedException {
        Path trial = Files.createDirectories(someFolder.resolve("mount-trial"));
        boolean mounted = run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", trial.toString()) == 0;
        if (mounted) {
            run("umount", trial.toString());
        }
        Files.delete(trial);
        return mounted;
    }

    /** Mounts one on a folder. */
    static Disk mount(Path folder) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        if (run("mount", "-t", "tmpfs", "-o", "size=" + MIB + "m,mode=700", "tmpfs", folder.toString()) != 0) {
            throw new IOException("no file system can be mounted on " + folder);
        }
        return new Disk(folder);
    }

    /** Leaves not a byte free. */
    void fill() {
        ByteBuffer block = ByteBuffer.allocate(BLOCK);
        try (FileChannel file = FileChannel.open(filler, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            while (true) {
                file.write(block.clear());
            }
        } catch (IOException full) {
            requireFull(full);
        }
    }

    private void requireFull(IOException failure) {
        long left = folder.toFile().getUsableSpace();
        if (left >= BLOCK) {
            throw new UncheckedIOException(folder + " has " + left + " bytes left and takes none", failure);
        }
    }

    void free() throws IOException {
        Files.deleteIfExists(filler);
    }

    /** Unmounts it; what lies on it is gone. */
    @Override
    public void close() throws IOException {
        try {
            run("umount", "--lazy", folder.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static int run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }
}
