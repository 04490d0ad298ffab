package org.commonwatt.protocol.text;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.commonwatt.protocol.Rejected;
import org.commonwatt.protocol.Violation;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class YamlTextTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "~|null",
                "null|null",
                "true|true",
                "FALSE|false",
                "no|\"no\"",
                "Norway|\"Norway\"",
                "12|12",
                "-7|-7",
                "0x1F|31",
                "0o17|15",
                "017|17",
                "1_000|\"1_000\"",
                "1.5|1.5",
                ".5|0.5",
                "1e3|1000.0",
                "'12'|\"12\"",
                "\"true\"|\"true\"",
                "2026-01-02|\"2026-01-02\"",
                "12:30|\"12:30\"",
                "90s|\"90s\"",
                "99999999999999999999|99999999999999999999"
            })
    void scalarsAreThoseOfTheCoreSchema(String text, String json) throws Exception {
        assertThat(Document.yaml(text.getBytes(UTF_8)).root().toString()).isEqualTo(json);
    }

    @Test
    void blocksAndFlowsNestAsWritten() throws Exception {
        String text = """
                %YAML 1.2
                ---
                a: [1, {b: c}]   # a comment
                d:
                  - e: |
                      two
                      lines
                  -
                ...
                """;

        assertThat(Document.yaml(text.getBytes(UTF_8)).root().toString())
                .isEqualTo("{\"a\":[1,{\"b\":\"c\"}],\"d\":[{\"e\":\"two\\nlines\\n\"},null]}");
    }

    @Test
    void aByteOrderMarkIsNoPartOfTheText() throws Exception {
        assertThat(Document.yaml("\uFEFFa: 1".getBytes(UTF_8)).root().toString())
                .isEqualTo("{\"a\":1}");
    }

    @Test
    void namesOfFieldsAreTextsWhateverTheyLookLike() throws Exception {
        assertThat(Document.yaml("{1: a, true: b, <<: c}".getBytes(UTF_8))
                        .root()
                        .toString())
                .isEqualTo("{\"1\":\"a\",\"true\":\"b\",\"<<\":\"c\"}");
    }

    @Test
    void aDuplicateKeyIsRefusedWhereItStands() {
        Violation violation = refused("a: 1\nb:\n  c: 1\n  c: 2\n");

        assertThat(violation.message()).isEqualTo("the field \"c\" is given twice");
        assertThat(violation.line()).isEqualTo(4);
        assertThat(violation.column()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   \n\n", "# only a comment\n"})
    void aTextWithoutAValueIsEmpty(String text) {
        assertThat(refused(text).message()).isEqualTo("the text is empty");
    }

    @Test
    void aDocumentWithoutAValueIsNothing() throws Exception {
        assertThat(Document.yaml("---\n...\n".getBytes(UTF_8)).root().isNull()).isTrue();
    }

    @Test
    void twoDocumentsAreRefused() {
        Violation violation = refused("a: 1\n---\nb: 2\n");

        assertThat(violation.message()).contains("second document");
        assertThat(violation.line()).isEqualTo(2);
    }

    @Test
    void anAliasBombStopsAtItsFirstAnchor() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x]\n");
        for (int i = 1; i <= 100; i++) {
            bomb.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
        }

        assertThat(refused(bomb.toString()).message()).contains("anchors");
    }

    @Test
    void anAliasToNothingIsRefused() {
        assertThat(refused("a: *b\n").message()).contains("aliases");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "!!str 12",
                "a: !!binary aGk=",
                "!local {a: b}",
                "- !!set {a, b}",
                "? [a, b]\n: c",
                "? {a: b}\n: c",
                "? ? a"
            })
    void tagsAndStructuredNamesAreRefused(String text) {
        assertThat(refused(text).message()).containsAnyOf("tags", "plain text");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "- ", "{a: "})
    void aThousandLevelsAreRefusedWithoutOverflow(String opening) {
        assertThat(refused(opening.repeat(1000)).message()).contains("deeper than 64");
    }

    @Test
    void aMebibyteOfBracketsIsRefusedAtTheSameDepth() {
        Violation violation = refused("[".repeat(Document.MAX_BYTES));

        assertThat(violation.message()).contains("deeper than 64");
        assertThat(violation.column()).isEqualTo(65);
    }

    @Test
    void sixtyFourLevelsAreRead() throws Exception {
        assertThat(Document.yaml(("[".repeat(64) + "]".repeat(64)).getBytes(UTF_8))
                        .root()
                        .isArray())
                .isTrue();
    }

    @Test
    void moreThanAMebibyteIsRefused() {
        assertThat(refused("#".repeat(Document.MAX_BYTES + 1)).message()).contains("at most 1048576");
    }

    @Test
    void bytesThatAreNotUtf8AreRefused() {
        Rejected rejected = catchThrowableOfType(Rejected.class, () -> Document.yaml("name: zoë".getBytes(ISO_8859_1)));

        assertThat(rejected.violations().getFirst().message()).isEqualTo("the text is not UTF-8");
    }

    @Test
    void aTabAsIndentationIsRefusedWithItsPlace() {
        Violation violation = refused("a:\n\tb: 1\n");

        assertThat(violation.message()).startsWith("not YAML").contains("TAB");
        assertThat(violation.line()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a: [1, 2",
                "a: 'open",
                "a: b: c",
                "%YAML 99999999999999999999.1\n---\na",
                "\u0000",
                "a: \"\\q\"",
                "a: \"\\uZZZZ\"",
                "}",
                "- a\nb",
                "@a",
                "`a`",
                "a: |99\n b"
            })
    void brokenYamlIsRefused(String text) {
        assertThat(refused(text).message()).startsWith("not YAML: ");
    }

    @Test
    void aNameOfAnotherWorldIsRefused() {
        assertThat(refused("a".repeat(300) + ": 1").message()).contains("longer than 256");
    }

    @Test
    void anExplicitNameMayNotBeLongerEither() {
        assertThat(refused("? " + "a".repeat(300) + "\n: 1").message()).contains("longer than 256");
    }

    private static Violation refused(String text) {
        Rejected rejected = catchThrowableOfType(Rejected.class, () -> Document.yaml(text.getBytes(UTF_8)));
        assertThat(rejected).as("must be refused").isNotNull();
        assertThat(rejected.violations()).hasSize(1);
        return rejected.violations().getFirst();
    }
}
