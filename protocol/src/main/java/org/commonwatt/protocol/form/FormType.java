package org.commonwatt.protocol.form;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a value of a form may be. Built from a Java type by {@link #of}; reader, writer, schema and reference switch over it. */
sealed interface FormType {

    /** A record: an object with one field for each component. */
    record ObjectForm(Class<?> record) implements FormType {
        List<Field> fields() {
            return Field.of(record);
        }
    }

    /** One of several records; an object whose field {@code type} says which. The map's keys are those words. */
    record UnionForm(String name, Map<String, ObjectForm> members) implements FormType {}

    /** A closed set of words. */
    record WordForm(Map<String, Enum<?>> words) implements FormType {}

    record ListForm(FormType element) implements FormType {}

    record MapForm(FormType value) implements FormType {}

    /** A whole number that fits into {@code boxed}, {@code Integer} or {@code Long}. */
    record WholeForm(Class<?> boxed) implements FormType {
        long min() {
            return boxed == Long.class ? Long.MIN_VALUE : Integer.MIN_VALUE;
        }

        long max() {
            return boxed == Long.class ? Long.MAX_VALUE : Integer.MAX_VALUE;
        }
    }

    record NumberForm() implements FormType {}

    record TruthForm() implements FormType {}

    record TextForm() implements FormType {}

    /** A text that {@code static T parse(String)} of {@code type} understands and its {@code toString} writes. */
    record ParsedForm(Class<?> type) implements FormType {}

    record DurationForm() implements FormType {}

    /** @throws IllegalArgumentException when no form is known for {@code type}: a mistake in our own records */
    static FormType of(Type type) {
        if (type instanceof ParameterizedType generic) {
            Type[] arguments = generic.getActualTypeArguments();
            if (generic.getRawType() == List.class) {
                return new ListForm(of(arguments[0]));
            }
            if (generic.getRawType() == Map.class && arguments[0] == String.class) {
                return new MapForm(of(arguments[1]));
            }
        }
        return type instanceof Class<?> plain ? ofClass(plain) : unknown(type);
    }

    private static FormType ofClass(Class<?> type) {
        if (type == int.class || type == Integer.class) {
            return new WholeForm(Integer.class);
        } else if (type == long.class || type == Long.class) {
            return new WholeForm(Long.class);
        } else if (type == double.class || type == Double.class) {
            return new NumberForm();
        } else if (type == boolean.class || type == Boolean.class) {
            return new TruthForm();
        } else if (type == String.class) {
            return new TextForm();
        } else if (type == Duration.class) {
            return new DurationForm();
        } else if (Parser.isFor(type)) {
            return new ParsedForm(type);
        } else if (type.isEnum()) {
            return words(type);
        } else if (type.isSealed()) {
            return union(type);
        } else if (type.isRecord()) {
            // A record of a closed set carries its discriminator everywhere, also where only this one member may stand.
            boolean member = type.getInterfaces().length > 0 && type.getInterfaces()[0].isSealed();
            return member
                    ? new UnionForm(type.getSimpleName(), Map.of(Words.ofType(type), new ObjectForm(type)))
                    : new ObjectForm(type);
        }
        return unknown(type);
    }

    private static FormType union(Class<?> type) {
        Map<String, ObjectForm> members = new LinkedHashMap<>();
        addMembers(type, members);
        return new UnionForm(type.getSimpleName(), members);
    }

    /** A closed set may be parted into smaller ones, of which a document knows nothing. */
    private static void addMembers(Class<?> type, Map<String, ObjectForm> members) {
        for (Class<?> member : type.getPermittedSubclasses()) {
            if (member.isSealed()) {
                addMembers(member, members);
            } else {
                members.put(Words.ofType(member), new ObjectForm(member));
            }
        }
    }

    private static FormType words(Class<?> type) {
        Map<String, Enum<?>> words = new LinkedHashMap<>();
        for (Object constant : type.getEnumConstants()) {
            words.put(Words.ofConstant((Enum<?>) constant), (Enum<?>) constant);
        }
        return new WordForm(words);
    }

    private static FormType unknown(Type type) {
        throw new IllegalArgumentException("no form for " + type);
    }
}
