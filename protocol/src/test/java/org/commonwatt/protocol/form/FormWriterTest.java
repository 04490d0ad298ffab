package org.commonwatt.protocol.form;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class FormWriterTest {

    private static final JsonMapper JSON = JsonMapper.shared();

    @Test
    void everyDefaultIsWrittenInTheRecordsOrderAndAbsentFieldsAreLeftOut() throws Exception {
        Sample sample = FormReader.read(JSON.readTree("{\"count\":3,\"name\":\"a\"}"), Sample.class);

        assertThat(FormWriter.write(sample).toString())
                .isEqualTo("{\"name\":\"a\",\"count\":3,\"big\":5,\"share\":0.5,\"flag\":false,\"mood\":\"leakyRelu\","
                        + "\"numbers\":[],\"parts\":{},\"time\":\"1m30s\",\"pair\":\"1-2\","
                        + "\"figure\":{\"type\":\"round\",\"radius\":1.0}}");
    }

    @Test
    void mapsAreWrittenInTheOrderOfTheirKeys() throws Exception {
        Sample sample = FormReader.read(
                JSON.readTree("{\"name\":\"a\",\"count\":3,\"parts\":{\"z\":{},\"a\":{}}}"), Sample.class);

        assertThat(FormWriter.write(sample).get("parts").toString())
                .isEqualTo("{\"a\":{\"value\":1},\"z\":{\"value\":1}}");
    }

    @Test
    void aRecordOfAClosedSetKeepsItsTypeWhereOnlyItMayStand() throws Exception {
        Sample sample = FormReader.read(
                JSON.readTree("{\"name\":\"a\",\"count\":3,\"tree\":{\"only\":{\"type\":\"round\",\"radius\":2}}}"),
                Sample.class);

        assertThat(FormWriter.write(sample).get("tree").toString())
                .isEqualTo("{\"children\":[],\"only\":{\"type\":\"round\",\"radius\":2.0}}");
    }
}
