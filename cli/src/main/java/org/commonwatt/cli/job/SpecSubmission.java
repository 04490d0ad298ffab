package org.commonwatt.cli.job;

import java.util.UUID;
import java.util.function.Consumer;

import org.commonwatt.cli.client.Service;
import org.commonwatt.cli.client.SpecText;
import org.commonwatt.cli.dataset.LocalDataset;
import org.commonwatt.cli.dataset.Publishing;
import org.commonwatt.protocol.job.JobView;
import org.commonwatt.protocol.spec.DatasetRef;

/** Submits a spec; a local dataset that it refers to is published first. */
final class SpecSubmission {

    private final Service service;
    private final Consumer<String> says;

    SpecSubmission(Service service, Consumer<String> says) {
        this.service = service;
        this.says = says;
    }

    JobView submit(SpecFile file) {
        return service.submit(sendable(file), UUID.randomUUID());
    }

    private SpecText sendable(SpecFile file) {
        return switch (file.spec().dataset().ref()) {
            case DatasetRef.Local local -> {
                LocalDataset dataset = LocalDataset.read(file.folder().resolve(local.path()));
                yield ReferenceRewrite.withDataset(file, new Publishing(service, says).publish(dataset));
            }
            case DatasetRef.Named named -> file.text();
            case DatasetRef.ByHash byHash -> file.text();
        };
    }
}
