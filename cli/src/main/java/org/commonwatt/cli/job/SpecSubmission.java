package org.commonwatt.cli.job;

import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

import org.commonwatt.cli.client.Refused;
import org.commonwatt.cli.client.Service;
import org.commonwatt.cli.client.SpecText;
import org.commonwatt.cli.dataset.LocalDataset;
import org.commonwatt.cli.dataset.Preparation;
import org.commonwatt.cli.dataset.Publishing;
import org.commonwatt.cli.setting.DataFolder;
import org.commonwatt.cli.terminal.Quantity;
import org.commonwatt.protocol.job.JobView;
import org.commonwatt.protocol.spec.DatasetRef;
import org.commonwatt.protocol.spec.Model;
import org.commonwatt.protocol.spec.ModelRef;

/** Submits a spec; a dataset and a model of this machine that it refers to are uploaded first, where the service lacks them. */
public final class SpecSubmission {

    private final Service service;
    private final DataFolder data;
    private final Consumer<String> says;

    public SpecSubmission(Service service, DataFolder data, Consumer<String> says) {
        this.service = service;
        this.data = data;
        this.says = says;
    }

    /** Makes the job. */
    public JobView submit(SpecFile written) {
        SpecFile file = withBase(written);
        return switch (file.spec().dataset().ref()) {
            case DatasetRef.Local local -> {
                LocalDataset dataset = LocalDataset.read(file.folder().resolve(local.path()));
                yield send(ReferenceRewrite.withDataset(file, publish(dataset)).text());
            }
            case DatasetRef.Named named -> submitNamed(file, named);
            case DatasetRef.ByHash byHash -> send(file.text());
        };
    }

    private SpecFile withBase(SpecFile file) {
        if (!(file.spec().model() instanceof Model.Base base)) {
            return file;
        }
        return LocalModel.of(file)
                .map(model -> ReferenceRewrite.withBase(file, base, upload(model)))
                .orElse(file);
    }

    private ModelRef upload(LocalModel model) {
        if (!service.hasArtifact(model.sha256(), model.size())) {
            says.accept("Uploading " + model.file().getFileName() + " (" + Quantity.bytes(model.size()) + ")");
            service.upload(model.sha256(), model.file());
        }
        return new ModelRef.ByHash(model.sha256());
    }

    private JobView submitNamed(SpecFile file, DatasetRef.Named named) {
        try {
            return send(file.text());
        } catch (Refused refused) {
            Optional<LocalDataset> prepared =
                    refused.is("dataset-not-found") ? LocalDataset.prepared(data, named) : Optional.empty();
            publish(prepared.orElseThrow(
                    () -> refused.is("dataset-not-found") ? Preparation.missing(named, refused) : refused));
            return send(file.text());
        }
    }

    private DatasetRef.Named publish(LocalDataset dataset) {
        return new Publishing(service, says).publish(dataset);
    }

    private JobView send(SpecText spec) {
        return service.submit(spec, UUID.randomUUID());
    }
}
