package org.commonwatt.protocol.form;

import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import org.commonwatt.protocol.Rejected;
import org.commonwatt.protocol.Violation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class FormReaderTest {

    private static final JsonMapper JSON = JsonMapper.shared();

    @Test
    void absentFieldsTakeTheirDefaults() throws Exception {
        Sample sample = FormReader.read(JSON.readTree("{\"name\":\"a\",\"count\":3}"), Sample.class);

        assertThat(sample)
                .isEqualTo(new Sample(
                        "a",
                        3,
                        5,
                        0.5,
                        false,
                        null,
                        null,
                        Sample.Mood.LEAKY_RELU,
                        List.of(),
                        Map.of(),
                        Duration.ofSeconds(90),
                        new Sample.Pair(1, 2),
                        new Sample.Figure.Round(1),
                        null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // field and value | pointer | message
                "\"name\":\"A\"|/name|expected lower-case letters, found the text \"A\"",
                "\"name\":7|/name|expected lower-case letters, found the number 7",
                "\"name\":null|/name|expected lower-case letters, found nothing",
                "\"count\":0|/count|expected a whole number from 1 to 9, found the number 0",
                "\"count\":10|/count|expected a whole number from 1 to 9, found the number 10",
                "\"count\":1.5|/count|expected a whole number from 1 to 9, found the number 1.5",
                "\"count\":\"3\"|/count|expected a whole number from 1 to 9, found the text \"3\"",
                "\"count\":99999999999|/count|expected a whole number from 1 to 9, found the number 99999999999",
                "\"count\":true|/count|expected a whole number from 1 to 9, found true",
                "\"big\":9223372036854775808|/big|expected a whole number from -9223372036854775808 to 9223372036854775807, found the number 9223372036854775808",
                "\"big\":null|/big|expected a whole number from -9223372036854775808 to 9223372036854775807, found nothing",
                "\"share\":0|/share|expected a number above 0, at most 1, found the number 0",
                "\"share\":1.01|/share|expected a number above 0, at most 1, found the number 1.01",
                "\"share\":[]|/share|expected a number above 0, at most 1, found a list",
                "\"flag\":\"yes\"|/flag|expected true or false, found the text \"yes\"",
                "\"flag\":1|/flag|expected true or false, found the number 1",
                "\"note\":\"x\"|/note|expected a text of 2 to 4 characters, found 1",
                "\"note\":\"abcde\"|/note|expected a text of 2 to 4 characters, found 5",
                "\"note\":{}|/note|expected a text of 2 to 4 characters, found an object",
                "\"maybe\":-1|/maybe|expected a whole number of at least 0, found the number -1",
                "\"mood\":\"GOOD\"|/mood|expected one of good, leakyRelu, found the text \"GOOD\"",
                "\"mood\":3|/mood|expected one of good, leakyRelu, found the number 3",
                "\"numbers\":[1,2,3,4]|/numbers|expected a list of at most 3 elements, found 4",
                "\"numbers\":[1,11]|/numbers/1|expected a whole number from 0 to 10, found the number 11",
                "\"numbers\":[null]|/numbers/0|expected a whole number from 0 to 10, found nothing",
                "\"numbers\":{}|/numbers|expected a list of at most 3 elements, found an object",
                "\"parts\":{\"a\":{},\"b\":{},\"c\":{}}|/parts|expected an object of at most 2 fields, found 3",
                "\"parts\":{\"a/b\":{\"value\":\"x\"}}|/parts/a~1b/value|expected a whole number from -2147483648 to 2147483647, found the text \"x\"",
                "\"parts\":[]|/parts|expected an object of at most 2 fields, found a list",
                "\"time\":\"soon\"|/time|expected a duration such as 90s, 30m or 1h30m, found the text \"soon\"",
                "\"time\":90|/time|expected a duration such as 90s, 30m or 1h30m from 1 to 3600 seconds, found the number 90",
                "\"time\":\"0s\"|/time|expected a duration such as 90s, 30m or 1h30m from 1 to 3600 seconds, found the text \"0s\"",
                "\"time\":\"2h\"|/time|expected a duration such as 90s, 30m or 1h30m from 1 to 3600 seconds, found the text \"2h\"",
                "\"time\":\"-PT5S\"|/time|expected a duration such as 90s, 30m or 1h30m, found the text \"-PT5S\"",
                "\"pair\":\"1+2\"|/pair|expected two numbers with a hyphen, found the text \"1+2\"",
                "\"pair\":12|/pair|expected two numbers with a hyphen, found the number 12",
                "\"figure\":{}|/figure|the field type is missing: one of round, square, empty",
                "\"figure\":{\"type\":\"oval\"}|/figure/type|expected one of round, square, empty, found the text \"oval\"",
                "\"figure\":{\"type\":[]}|/figure/type|expected one of round, square, empty, found a list",
                "\"figure\":\"round\"|/figure|expected an object whose type is one of round, square, empty, found the text \"round\"",
                "\"figure\":{\"type\":\"round\"}|/figure|the field radius is missing: a number above 0",
                "\"figure\":{\"type\":\"round\",\"radius\":1,\"side\":2}|/figure/side|unknown field \"side\"; known are type, radius",
                "\"figure\":{\"type\":\"empty\",\"x\":2}|/figure/x|unknown field \"x\"; known are type",
                "\"tree\":{\"children\":[{\"children\":[{\"x\":1}]}]}|/tree/children/0/children/0/x|unknown field \"x\"; known are children, only",
                "\"tree\":{\"only\":{\"radius\":1}}|/tree/only|the field type is missing: round",
                "\"tree\":{\"only\":{\"type\":\"square\",\"side\":1}}|/tree/only/type|expected round, found the text \"square\""
            })
    void eachFaultIsNamedAtItsPlaceWithWhatWasExpectedAndFound(String field, String pointer, String message) {
        ObjectNode document = (ObjectNode) JSON.readTree("{\"name\":\"a\",\"count\":3}");
        document.setAll((ObjectNode) JSON.readTree("{" + field + "}"));

        List<Violation> violations = refused(document);

        assertThat(violations).hasSize(1);
        assertThat(violations.getFirst().pointer()).isEqualTo(pointer);
        assertThat(violations.getFirst().message()).isEqualTo(message);
    }

    @ParameterizedTest
    @CsvSource({"NaN", "Infinity", "-Infinity", "1e400"})
    void numbersThatAreNotFiniteAreRefused(double value) {
        ObjectNode document = (ObjectNode) JSON.readTree("{\"name\":\"a\",\"count\":3}");

        assertThat(refused(document.put("share", value)))
                .extracting(Violation::pointer)
                .containsExactly("/share");
    }

    @Test
    void aWholeNumberBeyondEveryDoubleIsRefusedAsANumber() {
        ObjectNode document = (ObjectNode) JSON.readTree("{\"name\":\"a\",\"count\":3}");

        assertThat(refused(document.put("share", BigInteger.TEN.pow(400))))
                .extracting(Violation::pointer)
                .containsExactly("/share");
    }

    @Test
    void aWholeNumberMayBeWrittenWithAFractionOfZero() throws Exception {
        assertThat(FormReader.read(JSON.readTree("{\"name\":\"a\",\"count\":3.0}"), Sample.class)
                        .count())
                .isEqualTo(3);
    }

    @Test
    void aRecordMayRefuseACombinationOfItsValues() {
        Rejected rejected = catchThrowableOfType(
                Rejected.class, () -> FormReader.read(JSON.readTree("{\"from\": 3, \"to\": 2}"), Span.class));

        assertThat(rejected.violations()).containsExactly(new Violation("", "from is after to", null, null, null));
    }

    record Span(int from, int to) {
        public Span {
            if (from > to) {
                throw new IllegalArgumentException("from is after to");
            }
        }
    }

    @Test
    void allFaultsAreFoundAtOnce() {
        assertThat(refused(JSON.readTree(
                        "{\"count\":0,\"numbers\":[-1,5,11],\"colour\":1,\"figure\":{\"type\":\"round\"}}")))
                .extracting(Violation::pointer)
                .containsExactly("/colour", "", "/count", "/numbers/0", "/numbers/2", "/figure");
    }

    @Test
    void whatIsNoObjectIsRefusedAtTheRoot() {
        assertThat(refused(JSON.readTree("[1]")))
                .containsExactly(new Violation("", "expected an object, found a list", null, null, null));
    }

    @ParameterizedTest
    @CsvSource({"cuont, count", "Count, count", "shar, share", "no_te, note", "moood, mood", "zzz,", "name1,"})
    void aMisspeltFieldGetsTheAbsentFieldThatWasMeant(String written, String meant) {
        ObjectNode document = (ObjectNode) JSON.readTree("{\"name\":\"a\"}");

        Violation violation = refused(document.put(written, 3)).getFirst();

        assertThat(violation.pointer()).isEqualTo("/" + written);
        assertThat(violation.suggestion()).isEqualTo(meant);
    }

    @ParameterizedTest
    @CsvSource({"rond, round", "SQUARE, square", "triangle,"})
    void aMisspeltTypeGetsTheOneThatWasMeant(String written, String meant) {
        ObjectNode document = (ObjectNode) JSON.readTree("{\"name\":\"a\",\"count\":3}");
        document.putObject("figure").put("type", written);

        assertThat(refused(document).getFirst().suggestion()).isEqualTo(meant);
    }

    @ParameterizedTest
    @CsvSource({"leaky_relu, leakyRelu", "LEAKY_RELU, leakyRelu", "godo, good", "bad,"})
    void aMisspeltWordGetsTheOneThatWasMeant(String written, String meant) {
        ObjectNode document = (ObjectNode) JSON.readTree("{\"name\":\"a\",\"count\":3}");

        assertThat(refused(document.put("mood", written)).getFirst().suggestion())
                .isEqualTo(meant);
    }

    @Test
    void aTypeWrittenWithoutItsObjectIsAnsweredWithTheObject() {
        ObjectNode document = (ObjectNode) JSON.readTree("{\"name\":\"a\",\"count\":3,\"figure\":\"empty\"}");

        assertThat(refused(document).getFirst().suggestion()).isEqualTo("{type: empty}");
    }

    @Test
    void aNumberWhereATextBelongsIsOfferedInQuotes() {
        ObjectNode document = (ObjectNode) JSON.readTree("{\"name\":7,\"count\":3}");

        assertThat(refused(document).getFirst().suggestion()).isEqualTo("\"7\"");
    }

    @Test
    void textsThatNoDatabaseHoldsAreRefused() {
        for (String text : List.of("a\u0000b", "a\uD800b")) {
            ObjectNode document = (ObjectNode) JSON.readTree("{\"name\":\"a\",\"count\":3}");
            document.put("note", text).putObject("parts").putObject(text);

            assertThat(refused(document)).hasSize(2).allSatisfy(violation -> assertThat(violation.message())
                    .contains("can't be stored"));
        }
    }

    @Test
    void charactersBeyondTheBasicPlaneCountAsOne() throws Exception {
        ObjectNode document = (ObjectNode) JSON.readTree("{\"name\":\"a\",\"count\":3,\"note\":\"😀😀😀😀\"}");

        assertThat(FormReader.read(document, Sample.class).note()).hasSize(8);
    }

    @Test
    void aDocumentMadeOfFaultsGetsAHundredAndTheNumberOfTheRest() {
        ObjectNode document = (ObjectNode) JSON.readTree("{\"name\":\"a\",\"count\":3}");
        IntStream.range(0, 5000).forEach(i -> document.put("field" + i, i));

        List<Violation> violations = refused(document);

        assertThat(violations).hasSize(101);
        assertThat(violations.getLast().message()).isEqualTo("4900 more faults are not listed");
    }

    @Test
    void aTextThatIsNearlyAMatchForeverIsRefusedAtOnce() {
        String endless = IntStream.range(0, 200_000).mapToObj(i -> "a").collect(Collectors.joining("/")) + "!";
        ObjectNode document = JsonNodeFactory.instance.objectNode().put("path", endless);

        Rejected rejected = catchThrowableOfType(
                Rejected.class, () -> FormReader.read(document, org.commonwatt.protocol.dataset.DatasetFile.class));

        assertThat(rejected.violations().getFirst().pointer()).isEqualTo("/path");
        assertThat(rejected.violations().getFirst().message()).hasSizeLessThan(300);
    }

    private static List<Violation> refused(tools.jackson.databind.JsonNode document) {
        Rejected rejected = catchThrowableOfType(Rejected.class, () -> FormReader.read(document, Sample.class));
        assertThat(rejected).as("must be refused").isNotNull();
        return rejected.violations();
    }
}
