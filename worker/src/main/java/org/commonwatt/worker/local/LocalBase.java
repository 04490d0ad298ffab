package org.commonwatt.worker.local;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

import org.commonwatt.protocol.Rejected;
import org.commonwatt.protocol.architecture.BaseModel;
import org.commonwatt.protocol.architecture.ModelHeader;
import org.commonwatt.protocol.artifact.Sha256;
import org.commonwatt.protocol.spec.ModelRef;

/**
 * A trained model of this machine that a spec begins with.
 *
 * @param reference as the spec writes it, under which a trainer is told where the file lies
 * @param file its model file
 * @param sha256 of the file
 * @param model what it is made of
 */
record LocalBase(String reference, Path file, String sha256, BaseModel model) {

    /**
     * Finds what a spec refers to.
     *
     * @param specFolder what {@code file:} references are relative to
     * @throws Rejected when it is no model that a spec can begin with
     */
    static LocalBase find(ModelRef ref, Path specFolder) throws Trouble, Rejected {
        return switch (ref) {
            case ModelRef.Local local -> read(ref, specFolder.resolve(local.path()));
            case ModelRef.OfJob ofJob ->
                throw new Trouble("The model " + ref + " lies with the service that trained it. 'commonwatt model "
                        + ofJob.id() + "' brings it here; then write file:PATH in the spec.");
            case ModelRef.ByHash byHash ->
                throw new Trouble(
                        "The model " + ref + " can only be found by a service; here write file:PATH in the" + " spec.");
        };
    }

    private static LocalBase read(ModelRef ref, Path written) throws Trouble, Rejected {
        try {
            Path file = written.toRealPath();
            try (InputStream start = Files.newInputStream(file)) {
                return new LocalBase(ref.toString(), file, Sha256.of(file), ModelHeader.base(start));
            }
        } catch (NoSuchFileException absent) {
            throw new Trouble(
                    "There is no model " + written.normalize() + ", which the spec begins with (model.from).");
        } catch (IOException unreadable) {
            throw new Trouble("The model " + written.normalize() + ", which the spec begins with, can't be read: "
                    + unreadable.getMessage() + ".");
        }
    }
}
