package org.commonwatt.protocol.form;

import java.util.List;
import java.util.Random;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.commonwatt.protocol.Rejected;
import org.commonwatt.protocol.Violation;
import org.commonwatt.protocol.dataset.DatasetManifest;
import org.commonwatt.protocol.spec.JobSpec;

import static org.assertj.core.api.Assertions.assertThat;

class FormSchemaTest {

    private static final int ROUNDS = 400;

    private static final JsonMapper JSON = JsonMapper.shared();

    @ParameterizedTest
    @ValueSource(classes = {JobSpec.class, DatasetManifest.class, Sample.class})
    void isAValidSchemaOfItsDialect(Class<? extends Record> type) {
        JsonNode schema = FormSchema.of(type, "urn:test");

        assertThat(registry()
                        .getSchema(
                                com.networknt.schema.SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"))
                        .validate(schema))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(classes = {JobSpec.class, DatasetManifest.class, Sample.class})
    void agreesWithTheReaderOnWhatIsRightAndOnWhatIsWrong(Class<? extends Record> type) {
        RandomForm forms = new RandomForm(new Random(7));
        Schema schema = registry().getSchema(FormSchema.of(type, "urn:test"));
        int refused = 0;
        for (int i = 0; i < ROUNDS; i++) {
            var right = forms.of(type);
            assertThat(violations(right, type)).as("%s", right).isEmpty();
            assertThat(schema.validate(right)).as("%s", right).isEmpty();

            JsonNode spoiled = forms.spoiled(right);
            List<Violation> violations = violations(spoiled, type);
            var errors = schema.validate(spoiled);
            if (violations.isEmpty()) {
                assertThat(errors).as("%s", spoiled).isEmpty();
            } else if (errors.isEmpty()) {
                assertThat(violations).as("%s", spoiled).allMatch(FormSchemaTest::isOnlyTheReaders);
            }
            refused += violations.isEmpty() ? 0 : 1;
        }
        assertThat(refused).isBetween(ROUNDS / 2, ROUNDS - 1);
    }

    /** Texts with a grammar of their own, durations out of range. */
    private static boolean isOnlyTheReaders(Violation violation) {
        return violation
                .message()
                .matches(
                        "expected (name@version|a size|two numbers|a duration|a moment with its offset).*found the text .*");
    }

    private static List<Violation> violations(JsonNode document, Class<? extends Record> type) {
        try {
            FormReader.read(document, type);
            return List.of();
        } catch (Rejected e) {
            return e.violations();
        }
    }

    @Test
    void carriesSentencesDefaultsRangesAndWords() {
        JsonNode schema = FormSchema.of(Sample.class, "urn:test");

        assertThat(schema.get("description").stringValue()).isEqualTo("A sample.");
        assertThat(schema.at("/properties/name")).isEqualTo(JSON.readTree("""
                                {"type": "string", "pattern": "^(?:[a-z]+)$", "x-expected": "lower-case letters",
                                 "maxLength": 1024, "description": "A name."}"""));
        assertThat(schema.at("/properties/share"))
                .isEqualTo(JSON.readTree(
                        "{\"type\": \"number\", \"maximum\": 1, \"exclusiveMinimum\": 0, \"default\": 0.5}"));
        assertThat(schema.at("/properties/mood/enum").toString()).isEqualTo("[\"good\",\"leakyRelu\"]");
        assertThat(schema.get("required").toString()).isEqualTo("[\"name\",\"count\"]");
        assertThat(schema.at("/$defs/Tree/properties/children/items/$ref").stringValue())
                .isEqualTo("#/$defs/Tree");
    }

    private static SchemaRegistry registry() {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    }
}
