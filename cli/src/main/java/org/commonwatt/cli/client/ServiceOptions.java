package org.commonwatt.cli.client;

import java.net.URI;
import java.nio.file.Path;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

import org.commonwatt.cli.setting.DataFolder;
import org.commonwatt.cli.setting.Setting;
import org.commonwatt.cli.terminal.Failure;

/** Which service a command talks to, and with which key. */
public final class ServiceOptions {

    static final String DEFAULT_URL = "http://127.0.0.1:8480";

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "The service's address. Default: COMMONWATT_URL, else the service that runs on the data"
                    + " folder, else " + DEFAULT_URL + ".")
    private @Nullable String url;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "The data folder, where the key is when COMMONWATT_KEY is not set."
                    + " Default: COMMONWATT_DATA, else commonwatt in the user's data folder.")
    private @Nullable Path data;

    /** The data folder. */
    public DataFolder dataFolder(Setting setting) {
        return DataFolder.of(data, setting);
    }

    /** The service; nothing is sent yet. */
    public Service service(Setting setting) {
        DataFolder folder = dataFolder(setting);
        String written = url != null
                ? url
                : setting.variable("COMMONWATT_URL")
                        .or(() -> RunningNote.read(folder).map(RunningNote::url))
                        .orElse(DEFAULT_URL);
        String key = setting.variable("COMMONWATT_KEY").or(folder::key).orElse(null);
        return new Service(address(written), key, folder.keyFile());
    }

    private static URI address(String written) {
        try {
            URI address = URI.create(written.endsWith("/") ? written.substring(0, written.length() - 1) : written);
            if (address.getHost() != null
                    && ("http".equals(address.getScheme()) || "https".equals(address.getScheme()))) {
                return address;
            }
        } catch (IllegalArgumentException e) {
            // Said below.
        }
        throw new Failure("'" + written + "' is no address of a service; one looks like " + DEFAULT_URL + ".");
    }
}
