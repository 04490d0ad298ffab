package org.commonwatt.protocol.spec;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.json.JsonMapper;

import org.commonwatt.protocol.Rejected;
import org.commonwatt.protocol.Violation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** Whatever the bytes: a spec, or a refusal that says something. Any other exception fails the test by itself. */
class FuzzTest {

    private static final int ROUNDS = 5_000;

    private static final String[] PIECES = {
        "[",
        "]",
        "{",
        "}",
        ":",
        ": ",
        ",",
        "- ",
        "\n",
        "\n  ",
        "\t",
        "&a ",
        "*a",
        "!!str ",
        "? ",
        "| \n",
        "> \n",
        "'",
        "\"",
        "#",
        "%YAML 1.9\n",
        "---\n",
        "...\n",
        "\uFEFF",
        "\u0000",
        "\\u0000",
        "\\",
        "~",
        "null",
        "1e999",
        "-0",
        "0x",
        ".nan",
        "99999999999999999999",
        "type: dense",
        "layers: ",
        "\u2028",
        "\uD83D\uDE00"
    };

    @ParameterizedTest
    @EnumSource
    void mutatedSpecsAreReadOrRejected(SpecFormat format) throws Exception {
        byte[] yaml = Files.readAllBytes(Path.of("../examples/digits-cnn.yaml"));
        byte[] valid =
                switch (format) {
                    case YAML -> yaml;
                    case JSON ->
                        JsonMapper.shared().writeValueAsBytes(JobSpecs.toJson(JobSpecs.read(yaml, SpecFormat.YAML)));
                };
        Random random = new Random(3);
        int rejected = 0;
        for (int i = 0; i < ROUNDS; i++) {
            byte[] text = valid;
            for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
                text = mutate(text, random);
            }
            try {
                JobSpec spec = JobSpecs.read(text, format);
                assertThat(JobSpecs.fromJson(JobSpecs.toJson(spec))).isEqualTo(spec);
            } catch (Rejected e) {
                rejected++;
                assertThat(e.violations()).isNotEmpty();
                assertThat(e.violations()).extracting(Violation::message).allMatch(message -> !message.isBlank());
            }
        }
        assertThat(rejected).isGreaterThan(ROUNDS / 3);
    }

    private static byte[] mutate(byte[] text, Random random) {
        int from = random.nextInt(text.length + 1);
        int to = Math.min(text.length, from + random.nextInt(12));
        byte[] middle =
                switch (random.nextInt(5)) {
                    case 0 -> new byte[0];
                    case 1 -> new byte[] {(byte) random.nextInt(256)};
                    case 2 -> Arrays.copyOfRange(text, random.nextInt(text.length), text.length);
                    default -> PIECES[random.nextInt(PIECES.length)].getBytes(UTF_8);
                };
        boolean insert = random.nextBoolean();
        byte[] result = new byte[from + middle.length + text.length - (insert ? from : to)];
        System.arraycopy(text, 0, result, 0, from);
        System.arraycopy(middle, 0, result, from, middle.length);
        System.arraycopy(text, insert ? from : to, result, from + middle.length, text.length - (insert ? from : to));
        return result.length == 0 ? new byte[] {'['} : result;
    }
}
