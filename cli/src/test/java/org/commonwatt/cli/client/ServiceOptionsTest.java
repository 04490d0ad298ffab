package org.commonwatt.cli.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

import org.commonwatt.cli.setting.DataFolder;
import org.commonwatt.cli.stub.Screen;
import org.commonwatt.cli.terminal.Failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ServiceOptionsTest {

    private static final String ELSEWHERE = "https://commons.example";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private DataFolder data;

    @BeforeEach
    void makeKey() throws IOException {
        data = new DataFolder(Files.createDirectories(folder.resolve(".local/share/commonwatt")));
        Files.writeString(data.keyFile(), "cw_all\n");
    }

    /** What a request says of who sends it. */
    private static Optional<String> key(Screen screen, String... arguments) {
        ServiceOptions options = new ServiceOptions();
        new CommandLine(options).parseArgs(arguments);
        return options.exchange(screen.setting()).to("/").build().headers().firstValue("Authorization");
    }

    @Test
    void theFoldersKeyGoesToTheServiceOfThisMachine() {
        Screen screen = new Screen(folder);

        assertThat(key(screen)).contains("Bearer cw_all");
        for (String here :
                List.of("http://127.0.0.1:9000", "http://localhost:9000", "https://[::1]", "http://127.9.9.9")) {
            assertThat(key(screen, "--url", here)).as(here).contains("Bearer cw_all");
            assertThat(key(new Screen(folder).with("COMMONWATT_URL", here))).contains("Bearer cw_all");
        }
    }

    @Test
    void theFoldersKeyGoesToNoOtherMachineUnlessTheFolderIsNamed() {
        Screen screen = new Screen(folder);

        for (String away :
                List.of(ELSEWHERE, "http://192.0.2.7:8480", "http://127.0.0.1.example", "http://localhost.example")) {
            assertThat(key(screen, "--url", away)).as(away).isEmpty();
            assertThat(key(new Screen(folder).with("COMMONWATT_URL", away))).isEmpty();
        }
        assertThat(key(screen, "--url", ELSEWHERE, "--data", data.root().toString()))
                .contains("Bearer cw_all");
        assertThat(key(new Screen(folder).with("COMMONWATT_KEY", "cw_mine"), "--url", ELSEWHERE))
                .contains("Bearer cw_mine");
    }

    @Test
    void theFoldersKeyGoesWhereItsRunningServiceListens() throws IOException {
        new RunningNote("http://192.0.2.7:8480", List.of(RunningNote.Member.of("supervisor", ProcessHandle.current())))
                .write(data);
        Screen screen = new Screen(folder);

        assertThat(key(screen)).contains("Bearer cw_all");
        assertThat(key(screen, "--url", "http://192.0.2.7:8480/")).contains("Bearer cw_all");
        assertThat(key(screen, "--url", "http://192.0.2.7:8481")).isEmpty();
    }

    @Test
    void aKeyIsTakenWithoutWhatStandsAroundItAndNeverShown() throws IOException {
        assertThat(key(new Screen(folder).with("COMMONWATT_KEY", " cw_mine\r\n")))
                .contains("Bearer cw_mine");

        for (String broken : List.of("cw_\rsecret", "cw_ secret", "cw_sécret", "cw_secret\u200b", "cw_secret\u0000")) {
            assertThatThrownBy(() -> key(new Screen(folder).with("COMMONWATT_KEY", broken)))
                    .isInstanceOf(Failure.class)
                    .hasMessageStartingWith("COMMONWATT_KEY holds a character that no key has.")
                    .hasMessageNotContaining("cw_");
        }
        Files.writeString(data.keyFile(), "cw_\u0001secret");
        assertThatThrownBy(() -> key(new Screen(folder)))
                .hasMessageStartingWith(data.keyFile() + " holds a character")
                .hasMessageNotContaining("secret");
    }
}
