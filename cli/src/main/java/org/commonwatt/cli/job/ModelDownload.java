package org.commonwatt.cli.job;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestOutputStream;
import java.util.HexFormat;

import org.commonwatt.cli.client.Service;
import org.commonwatt.cli.terminal.Failure;
import org.commonwatt.protocol.artifact.Sha256;
import org.commonwatt.protocol.job.JobView;
import org.commonwatt.protocol.machine.FileTrouble;

/** Brings a job's model into a file: whole and with the right hash, or not at all. */
public final class ModelDownload {

    private static final int PART = 1 << 16;

    private ModelDownload() {}

    /** Replaces {@code target} with the job's model. */
    public static void fetch(Service service, JobView job, Path target) {
        JobView.ModelRef model = job.model();
        if (model == null) {
            throw new Failure("The job " + job.name() + " is " + job.state() + " and has no model"
                    + (job.state().isFinal() ? "." : " yet; 'commonwatt logs -f " + job.id() + "' follows it."));
        }
        Path staged = target.resolveSibling("." + target.getFileName() + ".part");
        try {
            Path folder = target.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            String sha256 = copy(service, job, staged);
            if (!sha256.equals(model.sha256())) {
                throw new Failure("The model's bytes were damaged on the way; nothing was written. Try again.");
            }
            Files.move(staged, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new Failure("The model cannot be written to " + target + ": " + FileTrouble.of(e) + ".");
        } finally {
            discard(staged);
        }
    }

    private static String copy(Service service, JobView job, Path staged) throws IOException {
        try (InputStream from = service.model(job.id());
                OutputStream file = Files.newOutputStream(staged);
                DigestOutputStream to = new DigestOutputStream(file, Sha256.digest())) {
            byte[] part = new byte[PART];
            for (int count = read(from, part); count >= 0; count = read(from, part)) {
                to.write(part, 0, count);
            }
            return HexFormat.of().formatHex(to.getMessageDigest().digest());
        }
    }

    /** Its failures are the line's, and no fault of the file. */
    private static int read(InputStream from, byte[] part) {
        try {
            return from.read(part);
        } catch (IOException e) {
            throw new Failure("The connection broke before the whole model was here; nothing was written. Try again.");
        }
    }

    private static void discard(Path staged) {
        try {
            Files.deleteIfExists(staged);
        } catch (IOException e) {
            // Its name says what it is; the next download replaces it.
        }
    }
}
