package org.commonwatt.cli.job;

import java.nio.file.Path;
import java.util.UUID;

import org.commonwatt.cli.client.Service;
import org.commonwatt.protocol.job.JobView;

/** Submits a spec file as it is. */
public final class SpecSending {

    private SpecSending() {}

    /** The new job. */
    public static JobView send(Service service, Path spec) {
        return service.submit(SpecFile.read(spec, spec).text(), UUID.randomUUID());
    }
}
