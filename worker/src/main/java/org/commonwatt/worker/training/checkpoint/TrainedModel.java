package org.commonwatt.worker.training.checkpoint;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.commonwatt.protocol.Rejected;
import org.commonwatt.protocol.architecture.BaseModel;
import org.commonwatt.protocol.architecture.ModelHeader;
import org.commonwatt.protocol.artifact.Sha256;
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

    /**
     * @throws Rejected when it is no model that another can begin with
     * @throws IOException when it can't be read
     */
    public static TrainedModel open(Path path) throws IOException, Rejected {
        BaseModel model;
        try (InputStream start = Files.newInputStream(path)) {
            model = ModelHeader.base(start);
        }
        return new TrainedModel(SafetensorsFile.open(path), model, Sha256.of(path));
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
     * @throws Rejected when it lacks one of their arrays in that size
     * @throws IOException when it can't be read
     */
    public void fill(Network network, List<String> names) throws IOException, Rejected {
        for (Parameter parameter : network.layout().parameters()) {
            if (isOf(names, parameter.path())) {
                fill(parameter.path(), ModelFile.part(parameter, network.values()));
            }
        }
        for (Statistic statistic : network.layout().statistics()) {
            if (isOf(names, statistic.path())) {
                fill(statistic.path(), network.of(statistic).bytes());
            }
        }
    }

    private void fill(String path, ByteBuffer into) throws IOException, Rejected {
        if (!file.has(path, into.capacity())) {
            throw Rejected.at("/model/from", "the model's file has no array " + path + " of the size that is needed");
        }
        file.read(path, into);
    }

    private static boolean isOf(List<String> names, String path) {
        return names.contains(path.substring(0, path.indexOf('.')));
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
