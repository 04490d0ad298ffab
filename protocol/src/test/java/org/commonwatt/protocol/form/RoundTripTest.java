package org.commonwatt.protocol.form;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.commonwatt.protocol.dataset.DatasetManifest;
import org.commonwatt.protocol.spec.JobSpec;
import org.commonwatt.protocol.spec.Layer;
import org.commonwatt.protocol.text.Document;

import static org.assertj.core.api.Assertions.assertThat;

class RoundTripTest {

    @ParameterizedTest
    @ValueSource(classes = {JobSpec.class, DatasetManifest.class, Sample.class})
    void whatWasReadIsWrittenAndReadBackTheSame(Class<? extends Record> type) throws Exception {
        RandomForm forms = new RandomForm(new Random(11));
        for (int i = 0; i < 300; i++) {
            Record read = FormReader.read(forms.of(type), type);
            JsonNode written = FormWriter.write(read);

            Record again = FormReader.read(written, type);

            assertThat(again).isEqualTo(read);
            assertThat(FormWriter.write(again)).isEqualTo(written);
            byte[] text = JsonMapper.shared().writeValueAsBytes(written);
            assertThat(FormReader.read(Document.json(text).root(), type)).isEqualTo(read);
            // JSON is YAML too.
            assertThat(FormReader.read(Document.yaml(text).root(), type)).isEqualTo(read);
        }
    }

    @Test
    void theRandomSpecsVisitEveryLayer() {
        RandomForm forms = new RandomForm(new Random(11));
        Map<String, Integer> types = new HashMap<>();
        for (int i = 0; i < 2000; i++) {
            RandomForm.count(forms.of(JobSpec.class), types);
        }

        for (Class<?> layer : Layer.class.getPermittedSubclasses()) {
            assertThat(types).containsKey(Words.ofType(layer));
        }
    }
}
