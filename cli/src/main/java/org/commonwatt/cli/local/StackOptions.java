package org.commonwatt.cli.local;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a service on this machine listens and keeps its data. */
final class StackOptions {

    @Option(
            names = "--port",
            paramLabel = "N",
            description = "The port; 0 for any that is free. Default: ${DEFAULT-VALUE}.")
    private int port = 8480;

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            description = "The address to listen at. Default: ${DEFAULT-VALUE}, this machine alone;"
                    + " 0.0.0.0 lets other machines in.")
    private String host = "127.0.0.1";

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "The data folder. Default: COMMONWATT_DATA, else commonwatt in the user's data folder.")
    private @Nullable Path data;

    @Nullable
    Path data() {
        return data;
    }

    ListenAddress address() {
        return ListenAddress.free(host, port);
    }
}
