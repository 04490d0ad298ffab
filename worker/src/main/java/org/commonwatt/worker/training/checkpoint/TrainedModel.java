package org.commonwatt.worker.training.checkpoint;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

import org.commonwatt.protocol.Rejected;
import org.commonwatt.protocol.architecture.BaseModel;
import org.commonwatt.worker.training.network.Network;
import org.commonwatt.worker.training.network.Parameter;
import org.commonwatt.worker.training.network.Statistic;

/** A model file whose layers another network begins with. */
public final class TrainedModel implements Closeable {

    private final SafetensorsFile file;
    private final BaseModel model;
    private final String sha256;

    private TrainedModel(SafetensorsFile file, BaseModel model, String sha256) {
        this.file = file;
        this.model = model;
        this.sha256 = sha256;
    }

    /** @throws IOException when it can't be read or is no model file of ours */
    public static TrainedModel open(Path path) throws IOException {
        SafetensorsFile file = SafetensorsFile.open(path);
        try {
            String layers = file.metadata().get(BaseModel.KEY);
            if (layers == null) {
                throw new IOException(path.getFileName() + " does not say which layers it has");
            }
            return new TrainedModel(file, BaseModel.parse(layers), hash(path));
        } catch (Rejected e) {
            file.close();
            throw new IOException(
                    path.getFileName() + " describes its layers in words unknown here: " + e.getMessage(), e);
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    /** What it is made of. */
    public BaseModel model() {
        return model;
    }

    /** SHA-256 of the file. */
    public String sha256() {
        return sha256;
    }

    /**
     * Puts its values into those layers of {@code network} that are called {@code names}.
     *
     * @throws IOException when it can't be read, or lacks one of their arrays in that size
     */
    public void fill(Network network, List<String> names) throws IOException {
        for (Parameter parameter : network.layout().parameters()) {
            if (isOf(names, parameter.path())) {
                file.read(parameter.path(), ModelFile.part(parameter, network.values()));
            }
        }
        for (Statistic statistic : network.layout().statistics()) {
            if (isOf(names, statistic.path())) {
                file.read(statistic.path(), network.of(statistic).bytes());
            }
        }
    }

    private static boolean isOf(List<String> names, String path) {
        return names.contains(path.substring(0, path.indexOf('.')));
    }

    private static String hash(Path path) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            try (InputStream in = new DigestInputStream(Files.newInputStream(path), digest)) {
                in.transferTo(OutputStream.nullOutputStream());
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
