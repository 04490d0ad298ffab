package org.commonwatt.worker.run;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Starts the trainer as a contender as a worker would start it: in the same sandbox, with the same environment and the same
 * options, and passes lines to and fro.
 */
public final class OwnLauncher {

    private OwnLauncher() {}

    /** Takes what {@code OwnContender} takes, with a folder for the engine in front. */
    public static void main(String[] args) throws Exception {
        TrainerLauncher launcher = new TrainerLauncher(
                Path.of(args[0]), "org.commonwatt.worker.training.OwnContender", System.getProperty("java.class.path"));
        Path work = Files.createDirectories(Path.of(args[4])).toRealPath();
        List<Path> inputs = List.of(Path.of(args[1]), Path.of(args[3]));
        Process trainer = launcher.start(work, inputs, Bounds.ofOwner(4L << 30));
        Thread errors = Thread.ofPlatform().daemon().start(() -> pass(trainer.getErrorStream(), System.err));
        Thread.ofPlatform().daemon().start(() -> {
            try {
                errors.join();
                System.exit(trainer.waitFor());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        try (OutputStream orders = trainer.getOutputStream()) {
            for (int i = 1; i < args.length; i++) {
                String argument = i == 2 || i > 4
                        ? args[i]
                        : Path.of(args[i]).toRealPath().toString();
                orders.write((argument + (i == args.length - 1 ? "\n" : "\t")).getBytes(StandardCharsets.UTF_8));
            }
            orders.flush();
            Thread.ofPlatform().daemon().start(() -> pass(trainer.getInputStream(), System.out));
            System.in.transferTo(new Flushing(orders));
        }
        System.exit(trainer.waitFor());
    }

    private static void pass(java.io.InputStream from, PrintStream to) {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(from, StandardCharsets.UTF_8))) {
            lines.lines().forEach(to::println);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Lets nothing wait in a buffer. */
    private static final class Flushing extends OutputStream {

        private final OutputStream out;

        Flushing(OutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int value) throws IOException {
            out.write(value);
            out.flush();
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
            out.flush();
        }
    }
}
