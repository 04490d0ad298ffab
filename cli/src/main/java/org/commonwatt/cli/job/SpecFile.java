package org.commonwatt.cli.job;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

import org.commonwatt.cli.client.SpecText;
import org.commonwatt.cli.terminal.Failure;
import org.commonwatt.protocol.Rejected;
import org.commonwatt.protocol.machine.FileTrouble;
import org.commonwatt.protocol.spec.JobSpec;
import org.commonwatt.protocol.spec.JobSpecs;
import org.commonwatt.protocol.spec.SpecFormat;

/**
 * A spec that lies in a file, already found readable.
 *
 * @param path where it lies
 * @param text as it was written
 * @param spec what it says
 */
public record SpecFile(Path path, SpecText text, JobSpec spec) {

    /**
     * Reads and checks a spec.
     *
     * @param written the path as the user wrote it, for messages
     * @throws Failure with every mistake and its place, when it is not one
     */
    public static SpecFile read(Path path, Path written) {
        if (Files.isDirectory(path)) {
            throw new Failure("The spec cannot be read: " + path + " is a folder.");
        }
        try {
            SpecFormat format =
                    path.toString().toLowerCase(Locale.ROOT).endsWith(".json") ? SpecFormat.JSON : SpecFormat.YAML;
            byte[] bytes = Files.readAllBytes(path);
            return new SpecFile(
                    path,
                    new SpecText(new String(bytes, StandardCharsets.UTF_8), format),
                    JobSpecs.read(bytes, format));
        } catch (IOException e) {
            throw new Failure("The spec cannot be read: " + FileTrouble.of(e) + ".");
        } catch (Rejected rejected) {
            throw Failure.rejected(written.toString(), rejected);
        }
    }

    /** The folder that a {@code file:} reference is relative to. */
    Path folder() {
        Path parent = path.toAbsolutePath().getParent();
        return parent == null ? path.toAbsolutePath() : parent;
    }
}
