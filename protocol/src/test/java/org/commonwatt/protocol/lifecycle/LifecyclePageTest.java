package org.commonwatt.protocol.lifecycle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Keeps {@code docs/job-lifecycle.md} true. With {@code -Dcommonwatt.write-docs=true} it writes it anew. */
class LifecyclePageTest {

    private static final Path PAGE = Path.of("../docs/job-lifecycle.md");
    private static final String BEGIN = "<!-- tables: written from the code, see protocol/README.md -->\n";
    private static final String END = "<!-- end of tables -->\n";

    @Test
    void thePageShowsTheTablesAsTheyAre() throws IOException {
        String page = Files.readString(PAGE);
        int begin = page.indexOf(BEGIN) + BEGIN.length();
        String expected = page.substring(0, begin) + LifecyclePage.text() + page.substring(page.indexOf(END));
        if (Boolean.getBoolean("commonwatt.write-docs")) {
            Files.writeString(PAGE, expected);
        }
        assertThat(Files.readString(PAGE)).isEqualTo(expected);
    }
}
