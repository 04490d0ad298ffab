package org.commonwatt.protocol.form;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import org.commonwatt.protocol.spec.JobSpec;
import org.commonwatt.protocol.spec.JobSpecs;
import org.commonwatt.protocol.spec.SpecFormat;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Keeps {@code docs/job-spec.md} and {@code docs/job-spec.schema.json} true. With {@code -Dcommonwatt.write-docs=true} it
 * writes them anew.
 */
class JobSpecPageTest {

    private static final Path PAGE = Path.of("../docs/job-spec.md");
    private static final Path SCHEMA = Path.of("../docs/job-spec.schema.json");
    private static final String BEGIN = "<!-- reference: written from the code, see protocol/README.md -->\n";
    private static final String END = "<!-- end of reference -->\n";

    @Test
    void theReferenceIsWhatTheFormSays() throws IOException {
        String page = Files.readString(PAGE);
        int begin = page.indexOf(BEGIN) + BEGIN.length();
        String expected =
                page.substring(0, begin) + FormReference.of(JobSpec.class) + "\n" + page.substring(page.indexOf(END));
        if (Boolean.getBoolean("commonwatt.write-docs")) {
            Files.writeString(PAGE, expected);
        }
        assertThat(Files.readString(PAGE)).isEqualTo(expected);
    }

    @Test
    void everyLinkWithinThePageLeadsToAHeading() throws IOException {
        String page = Files.readString(PAGE);
        List<String> headings = page.lines()
                .filter(line -> line.startsWith("#"))
                .map(line -> FormReference.anchor(line.replaceFirst("#+ ", "")))
                .toList();

        assertThat(Pattern.compile("]\\(#([^)]*)\\)").matcher(page).results().map(link -> link.group(1)))
                .isNotEmpty()
                .isSubsetOf(headings);
    }

    @Test
    void theSchemaIsTheOneThatIsServed() throws IOException {
        String expected = JobSpecs.schema().toPrettyString() + "\n";
        if (Boolean.getBoolean("commonwatt.write-docs")) {
            Files.writeString(SCHEMA, expected);
        }
        assertThat(Files.readString(SCHEMA)).isEqualTo(expected);
    }

    @Test
    void theExampleOnThePageIsAValidSpec() throws Exception {
        String page = Files.readString(PAGE);
        int begin = page.indexOf("```yaml\n") + "```yaml\n".length();
        String example = page.substring(begin, page.indexOf("```", begin));

        assertThat(JobSpecs.read(example.getBytes(UTF_8), SpecFormat.YAML).name())
                .isEqualTo("digits-cnn");
    }
}
