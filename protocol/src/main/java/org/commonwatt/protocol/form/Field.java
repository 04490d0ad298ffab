package org.commonwatt.protocol.form;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One field of a form.
 *
 * @param doc the sentence that describes it, or empty
 * @param preset the value that an absent field takes, or null
 * @param optional whether it may be absent or null without a preset
 */
record Field(
        String name,
        FormType type,
        String doc,
        @Nullable JsonNode preset,
        boolean optional,
        Limits limits,
        RecordComponent component) {

    private static final JsonMapper JSON = JsonMapper.shared();

    private static final ClassValue<List<Field>> FIELDS = new ClassValue<>() {
        @Override
        protected List<Field> computeValue(Class<?> type) {
            return Arrays.stream(type.getRecordComponents()).map(Field::from).toList();
        }
    };

    static List<Field> of(Class<?> record) {
        return FIELDS.get(record);
    }

    boolean required() {
        return preset == null && !optional;
    }

    private static Field from(RecordComponent component) {
        Doc doc = component.getAnnotation(Doc.class);
        Default preset = component.getAnnotation(Default.class);
        return new Field(
                component.getName(),
                FormType.of(component.getGenericType()),
                doc == null ? "" : doc.value(),
                preset == null ? null : JSON.readTree(preset.value()),
                component.getAnnotatedType().isAnnotationPresent(Nullable.class),
                Limits.of(component),
                component);
    }
}
