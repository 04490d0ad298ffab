package org.commonwatt.cli.dataset;

import java.util.Optional;
import java.util.function.Consumer;

import org.commonwatt.cli.client.Service;
import org.commonwatt.cli.terminal.Failure;
import org.commonwatt.cli.terminal.Quantity;
import org.commonwatt.protocol.dataset.DatasetFile;
import org.commonwatt.protocol.dataset.DatasetManifest;
import org.commonwatt.protocol.dataset.DatasetManifests;
import org.commonwatt.protocol.dataset.DatasetView;
import org.commonwatt.protocol.spec.DatasetRef;

/** Publishes local datasets through the same routes that anyone has: each file as an artifact, then the manifest. */
public final class Publishing {

    private final Service service;
    private final Consumer<String> says;

    public Publishing(Service service, Consumer<String> says) {
        this.service = service;
        this.says = says;
    }

    /** Publishes a dataset where it is not published yet, and gives the reference that specs may use from now on. */
    public DatasetRef.Named publish(LocalDataset dataset) {
        LocalDataset hashed = dataset.hashed();
        Optional<DatasetView> published = service.dataset(dataset.ref());
        if (published.isPresent()) {
            requireSame(hashed.manifest(), published.get());
            return dataset.ref();
        }
        for (DatasetFile file : hashed.files()) {
            upload(hashed, file);
        }
        service.publish(hashed.manifest());
        says.accept("Published " + dataset.ref());
        return dataset.ref();
    }

    private void upload(LocalDataset dataset, DatasetFile file) {
        if (file.sha256() == null || file.size() == null) {
            throw new IllegalStateException("hashed() leaves no file without hash and size");
        }
        if (service.hasArtifact(file.sha256(), file.size())) {
            return;
        }
        says.accept("Uploading " + file.path() + " (" + Quantity.bytes(file.size()) + ")");
        service.upload(file.sha256(), dataset.path(file));
    }

    private static void requireSame(DatasetManifest local, DatasetView published) {
        String sha256 = DatasetManifests.sha256(local);
        if (!sha256.equals(published.sha256())) {
            throw new Failure("Another " + published.ref() + " is already published, and a published version never"
                    + " changes. Give the one in your dataset.yaml a new version.");
        }
    }
}
