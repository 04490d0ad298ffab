package org.commonwatt.protocol;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

import org.commonwatt.protocol.dataset.DatasetManifest;
import org.commonwatt.protocol.form.FormReader;
import org.commonwatt.protocol.form.FormWriter;
import org.commonwatt.protocol.spec.JobSpec;

/** Carries specs and manifests inside messages in their canonical form. */
final class FormModule extends SimpleModule {

    private static final long serialVersionUID = 1L;

    FormModule() {
        super("commonwatt-forms");
        add(JobSpec.class);
        add(DatasetManifest.class);
    }

    private <T extends Record> void add(Class<T> type) {
        addSerializer(type, new FormSerializer<>(type));
        addDeserializer(type, new FormDeserializer<>(type));
    }

    private static final class FormSerializer<T extends Record> extends StdSerializer<T> {

        FormSerializer(Class<T> type) {
            super(type);
        }

        @Override
        public void serialize(T value, JsonGenerator generator, SerializationContext context) {
            generator.writeTree(FormWriter.write(value));
        }
    }

    private static final class FormDeserializer<T extends Record> extends StdDeserializer<T> {

        private final Class<T> type;

        FormDeserializer(Class<T> type) {
            super(type);
            this.type = type;
        }

        @Override
        public T deserialize(JsonParser parser, DeserializationContext context) {
            JsonNode tree = context.readTree(parser);
            try {
                return FormReader.read(tree, type);
            } catch (Rejected e) {
                return context.reportInputMismatch(type, "%s", e.getMessage());
            }
        }
    }
}
