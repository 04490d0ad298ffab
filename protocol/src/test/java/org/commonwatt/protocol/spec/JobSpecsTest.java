package org.commonwatt.protocol.spec;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.commonwatt.protocol.Rejected;
import org.commonwatt.protocol.Violation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class JobSpecsTest {

    private static final String SPEC = """
            name: tiny
            dataset: {ref: digits@1}
            model:
              type: sequential
              layers:
                - {type: flatten}
                - {type: dense, units: 10}
            loss: {type: softmaxCrossEntropy}
            optimizer: {type: adam}
            training:
              epochs: 1
              batchSize: 32
            """;

    @Test
    void aShortSpecGetsEveryDefault() throws Exception {
        assertThat(JobSpecs.toJson(read(SPEC)).toString())
                .isEqualTo("{\"version\":1,\"name\":\"tiny\",\"dataset\":{\"ref\":\"digits@1\",\"train\":\"train\","
                        + "\"evaluation\":\"heldOut\",\"transforms\":[]},\"model\":{\"type\":\"sequential\",\"layers\":["
                        + "{\"type\":\"flatten\"},{\"type\":\"dense\",\"units\":10,\"bias\":true}]},"
                        + "\"loss\":{\"type\":\"softmaxCrossEntropy\",\"labelSmoothing\":0.0},"
                        + "\"optimizer\":{\"type\":\"adam\",\"learningRate\":0.001,\"beta1\":0.9,\"beta2\":0.999,"
                        + "\"epsilon\":1.0E-8},\"training\":{\"epochs\":1,\"batchSize\":32,\"accumulation\":1,\"seed\":0,\"precision\":\"float32\","
                        + "\"checkpointEvery\":\"1m\",\"schedule\":{\"type\":\"constant\",\"warmupSteps\":0}},\"metrics\":[],\"resources\":{\"maxTime\":\"24h\"},"
                        + "\"schedule\":{\"deferrable\":false},\"carbon\":{\"delayWeight\":0.2}}");
    }

    @Test
    void typesThatCanNotBeTrainedInAreRefused() {
        for (String type : List.of("bfloat16", "float16", "float64", "int8")) {
            assertThat(refused(SPEC.replace("epochs: 1", "epochs: 1\n  precision: " + type)))
                    .singleElement()
                    .satisfies(violation -> {
                        assertThat(violation.pointer()).isEqualTo("/training/precision");
                        assertThat(violation.message())
                                .startsWith("expected float32")
                                .contains(type);
                    });
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{type: scale, divideBy: 1e39}",
                "{type: scale, divideBy: 1e-46}",
                "{type: normalize, mean: [1e308], std: [1]}",
                "{type: normalize, mean: [-1e39], std: [1]}",
                "{type: normalize, mean: [0], std: [1e-320]}"
            })
    void transformsThatSinglePrecisionKnowsAsInfinityOrNothingAreRefused(String transform) {
        assertThat(refused(SPEC.replace("{ref: digits@1}", "{ref: digits@1, transforms: [" + transform + "]}")))
                .singleElement()
                .satisfies(violation -> assertThat(violation.pointer()).startsWith("/dataset/transforms/0/"));
    }

    @Test
    void everyFaultHasPointerLineColumnAndWhereItHelpsASuggestion() {
        String text = SPEC.replace("units: 10", "unit: 10")
                .replace("type: adam", "type: adamm")
                .replace("epochs: 1", "epochs: -1")
                .replace("name: tiny", "nmae: tiny");

        assertThat(refused(text))
                .containsExactly(
                        new Violation(
                                "/nmae",
                                "unknown field \"nmae\"; known are version, name, description, dataset, model, loss,"
                                        + " optimizer, training, metrics, resources, schedule, carbon",
                                "name",
                                1,
                                1),
                        new Violation(
                                "",
                                "the field name is missing: 1 to 63 lower-case letters, digits, '.', '_' or '-',"
                                        + " beginning with a letter or digit",
                                null,
                                1,
                                1),
                        new Violation(
                                "/model/layers/1",
                                "the field units is missing: a whole number from 1 to 1000000",
                                null,
                                7,
                                7),
                        new Violation(
                                "/model/layers/1/unit",
                                "unknown field \"unit\"; known are type, name, units, bias",
                                "units",
                                7,
                                21),
                        new Violation(
                                "/optimizer/type",
                                "expected one of sgd, adam, adamW, rmsProp, found the text \"adamm\"",
                                "adam",
                                9,
                                13),
                        new Violation(
                                "/training/epochs",
                                "expected a whole number from 1 to 100000, found the number -1",
                                null,
                                11,
                                3));
    }

    @Test
    void aTimeOfManyCenturiesIsTooLongAndNoMishap() {
        for (String time : List.of("200000d", "999999999d", "PT9223372036854775807S")) {
            assertThat(refused(SPEC + "  checkpointEvery: " + time + "\n"))
                    .as(time)
                    .singleElement()
                    .satisfies(violation -> {
                        assertThat(violation.pointer()).isEqualTo("/training/checkpointEvery");
                        assertThat(violation.message()).contains(time);
                    });
        }
        assertThat(refused(SPEC + "resources: {maxTime: 200000d}\n"))
                .extracting(Violation::pointer)
                .containsExactly("/resources/maxTime");
    }

    @Test
    void anEmptyObjectIsToldEverythingThatItLacks() {
        assertThat(refused("{}"))
                .hasSize(6)
                .allMatch(violation -> violation.pointer().isEmpty());
    }

    @Test
    void aSpecOfALaterVersionIsRefused() {
        assertThat(refused("version: 2\n" + SPEC))
                .extracting(Violation::pointer)
                .containsExactly("/version");
    }

    @Test
    void theSchemaNamesItself() {
        assertThat(JobSpecs.schema().get("$id").stringValue()).isEqualTo("urn:commonwatt:schema:job-spec:1");
    }

    private static JobSpec read(String text) throws Rejected {
        return JobSpecs.read(text.getBytes(UTF_8), SpecFormat.YAML);
    }

    private static List<Violation> refused(String text) {
        Rejected rejected = catchThrowableOfType(Rejected.class, () -> read(text));
        assertThat(rejected).as("must be refused").isNotNull();
        return rejected.violations();
    }
}
