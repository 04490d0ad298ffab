package org.commonwatt.protocol.text;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.commonwatt.protocol.Rejected;
import org.commonwatt.protocol.Violation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class JsonTextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":[1,-2.5,true,false,null,\"x\"],\"b\":{}}",
                "[]",
                "\"text\"",
                "12",
                "null",
                "99999999999999999999"
            })
    void everyValueIsReadAsWritten(String text) throws Exception {
        assertThat(Document.json(text.getBytes(UTF_8)).root().toString()).isEqualTo(text);
    }

    @Test
    void aDuplicateKeyIsRefusedWhereItStands() {
        Violation violation = refused("{\"a\": 1,\n \"a\": 2}");

        assertThat(violation.message()).isEqualTo("the field \"a\" is given twice");
        assertThat(violation.line()).isEqualTo(2);
        assertThat(violation.column()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"a\":"})
    void aThousandLevelsAreRefusedWithoutOverflow(String opening) {
        assertThat(refused(opening.repeat(1000)).message()).contains("deeper than 64");
    }

    @Test
    void sixtyFourLevelsAreRead() throws Exception {
        assertThat(Document.json(("[".repeat(64) + "]".repeat(64)).getBytes(UTF_8))
                        .root()
                        .isArray())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  \n "})
    void aTextWithoutAValueIsEmpty(String text) {
        assertThat(refused(text).message()).isEqualTo("the text is empty");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{} {}", "1 2", "[] x", "{}]", "null,"})
    void moreAfterTheEndIsRefused(String text) {
        assertThat(refused(text).message()).containsAnyOf("more text", "not JSON");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{a: 1}",
                "{'a': 1}",
                "[1,]",
                "[,1]",
                "// c\n1",
                "NaN",
                "[Infinity]",
                "01",
                "+1",
                "{\"a\"}",
                "[1",
                "{\"a\":1",
                "\"open",
                "\"\\x\"",
                "\"tab\there\"",
                "\u0000",
                "tru",
                "]",
                "}"
            })
    void whatIsNotJsonIsRefused(String text) {
        assertThat(refused(text).message()).startsWith("not JSON: ");
    }

    @Test
    void aNumberOfAThousandDigitsIsRefused() {
        assertThat(refused("9".repeat(1000)).message()).startsWith("not JSON: ");
    }

    @Test
    void bytesThatAreNotUtf8AreRefused() {
        Rejected rejected = catchThrowableOfType(
                Rejected.class, () -> Document.json(new byte[] {'"', (byte) 0xC3, (byte) 0x28, '"'}));

        assertThat(rejected.violations().getFirst().message()).isEqualTo("the text is not UTF-8");
    }

    private static Violation refused(String text) {
        Rejected rejected = catchThrowableOfType(Rejected.class, () -> Document.json(text.getBytes(UTF_8)));
        assertThat(rejected).as("must be refused").isNotNull();
        assertThat(rejected.violations()).hasSize(1);
        return rejected.violations().getFirst();
    }
}
