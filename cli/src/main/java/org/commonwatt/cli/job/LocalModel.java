package org.commonwatt.cli.job;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import org.commonwatt.cli.terminal.Failure;
import org.commonwatt.protocol.Rejected;
import org.commonwatt.protocol.architecture.BaseModel;
import org.commonwatt.protocol.architecture.ModelHeader;
import org.commonwatt.protocol.artifact.Sha256;
import org.commonwatt.protocol.machine.FileTrouble;
import org.commonwatt.protocol.spec.Model;
import org.commonwatt.protocol.spec.ModelRef;

/**
 * A trained model in a file of this machine, which a spec begins with.
 *
 * @param sha256 of the file
 * @param size of the file, in bytes
 */
record LocalModel(Path file, String sha256, long size) {

    /** The one that a spec refers to by {@code file:PATH}, where it does so. */
    static Optional<LocalModel> of(SpecFile spec) {
        if (spec.spec().model() instanceof Model.Base base && base.from() instanceof ModelRef.Local local) {
            return Optional.of(read(spec.folder().resolve(local.path()).normalize()));
        }
        return Optional.empty();
    }

    private static LocalModel read(Path file) {
        try {
            return new LocalModel(file, Sha256.of(file), Files.size(file));
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /**
     * What it is made of.
     *
     * @throws Rejected when it is no model that a spec can begin with
     */
    BaseModel model() throws Rejected {
        try (InputStream start = Files.newInputStream(file)) {
            return ModelHeader.base(start);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private static Failure unreadable(IOException e) {
        return new Failure("The model that the spec begins with cannot be read: " + FileTrouble.of(e) + ".");
    }
}
