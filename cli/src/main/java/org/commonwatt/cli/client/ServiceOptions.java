package org.commonwatt.cli.client;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

import org.commonwatt.cli.setting.DataFolder;
import org.commonwatt.cli.setting.Setting;
import org.commonwatt.cli.terminal.Failure;

/** Which service a command talks to, and with which key. */
public final class ServiceOptions {

    static final String DEFAULT_URL = "http://127.0.0.1:8480";
    private static final int LAST_PORT = 65_535;

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "The service's address. Default: COMMONWATT_URL, else the service that runs on the data"
                    + " folder, else " + DEFAULT_URL + ".")
    private @Nullable String url;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description =
                    "The data folder, where the key is when COMMONWATT_KEY is not set. To another machine's service"
                            + " its key is sent only with this option."
                            + " Default: COMMONWATT_DATA, else commonwatt in the user's data folder.")
    private @Nullable Path data;

    /** The data folder. */
    public DataFolder dataFolder(Setting setting) {
        return DataFolder.of(data, setting);
    }

    /** The service; nothing is sent yet. */
    public Service service(Setting setting) {
        return new Service(exchange(setting));
    }

    Exchange exchange(Setting setting) {
        DataFolder folder = dataFolder(setting);
        URI local = address(RunningNote.read(folder).map(RunningNote::url).orElse(DEFAULT_URL));
        URI address = Optional.ofNullable(url)
                .or(() -> setting.variable("COMMONWATT_URL"))
                .map(ServiceOptions::address)
                .orElse(local);
        // The folder's key may do everything, so that it goes to a service elsewhere only where the folder is named.
        boolean own = data != null || address.equals(local) || Loopback.is(address);
        String key = setting.variable("COMMONWATT_KEY")
                .map(written -> key(written, "COMMONWATT_KEY"))
                .or(() -> own
                        ? folder.key()
                                .map(written -> key(written, folder.keyFile().toString()))
                        : Optional.empty())
                .orElse(null);
        return new Exchange(address, key, folder.keyFile());
    }

    /** The key without the spaces around it; a part of a header, so that whatever else it holds must not be shown either. */
    private static String key(String written, String where) {
        String key = written.strip();
        if (key.chars().allMatch(character -> character > ' ' && character < 0x7f)) {
            return key;
        }
        throw new Failure(where + " holds a character that no key has. Copy the key again.");
    }

    private static URI address(String written) {
        try {
            URI address = URI.create(written.endsWith("/") ? written.substring(0, written.length() - 1) : written);
            if (address.getHost() != null
                    && address.getPort() <= LAST_PORT
                    && ("http".equals(address.getScheme()) || "https".equals(address.getScheme()))) {
                return address;
            }
        } catch (IllegalArgumentException e) {
            // Said below.
        }
        throw new Failure("'" + written + "' is no address of a service; one looks like " + DEFAULT_URL + ".");
    }
}
