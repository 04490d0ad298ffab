package org.commonwatt.cli.job;

import java.util.UUID;

import picocli.CommandLine.Parameters;

import org.commonwatt.cli.client.Service;

/** The argument that names a job, the same on every command. */
final class JobArgument {

    @Parameters(
            paramLabel = "JOB",
            description = "The job's id, the beginning of it if only one begins so, or its name.")
    private String written = "";

    UUID id(Service service) {
        return new JobLookup(service).id(written);
    }
}
