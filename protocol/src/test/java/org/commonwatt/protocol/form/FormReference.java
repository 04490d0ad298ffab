package org.commonwatt.protocol.form;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.commonwatt.protocol.form.FormType.ObjectForm;
import org.commonwatt.protocol.form.FormType.UnionForm;

/** Writes a form as Markdown for people: a table of fields for each object, in the order in which they are met. */
final class FormReference {

    private final StringBuilder text = new StringBuilder();
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private final Set<String> met = new HashSet<>();
    private final Map<String, String> ownersOfTitles = new HashMap<>();
    private final Map<String, String> titlesOfForms = new HashMap<>();

    private FormReference() {}

    static String of(Class<? extends Record> type) {
        FormReference reference = new FormReference();
        reference.section("The job", "", new ObjectForm(type), null);
        while (!reference.waiting.isEmpty()) {
            reference.waiting.poll().run();
        }
        return reference.text.toString();
    }

    /**
     * @param name the field that holds it, as its title says it; empty for the whole document
     */
    private void section(String title, String name, ObjectForm form, @Nullable String word) {
        text.append(word == null ? "\n### " : "\n#### ").append(title).append("\n\n");
        Doc doc = form.record().getAnnotation(Doc.class);
        if (doc != null) {
            text.append(doc.value()).append("\n\n");
        }
        if (form.fields().isEmpty()) {
            text.append("No further fields.\n");
            return;
        }
        text.append("| field | meaning | value | default |\n|---|---|---|---|\n");
        for (Field field : form.fields()) {
            text.append("| `%s` | %s | %s | %s |\n"
                    .formatted(field.name(), field.doc(), cell(value(name, field)), preset(field)));
            follow(title(name, field.name(), field.type()), field.type());
        }
    }

    private void follow(String name, FormType type) {
        switch (type) {
            case ObjectForm form ->
                once(form.record().getSimpleName(), () -> section("`" + name + "`", name, form, null));
            case UnionForm form -> once(form.name(), () -> union(name, form));
            case FormType.ListForm list -> follow(name, list.element());
            case FormType.MapForm map -> follow(name, map.value());
            case FormType.WordForm word -> {}
            case FormType.WholeForm whole -> {}
            case FormType.NumberForm number -> {}
            case FormType.TruthForm truth -> {}
            case FormType.TextForm plain -> {}
            case FormType.ParsedForm parsed -> {}
            case FormType.DurationForm duration -> {}
        }
    }

    private void once(String key, Runnable section) {
        if (met.add(key)) {
            waiting.add(section);
        }
    }

    private void union(String name, UnionForm form) {
        text.append("\n### `").append(name).append("`\n\nThe field `type` says which of these it is.\n");
        for (Map.Entry<String, ObjectForm> member : form.members().entrySet()) {
            section("`type: " + member.getKey() + "`", name, member.getValue(), member.getKey());
        }
    }

    /**
     * The title under which a field's form stands: that of the field in which it was met first. That is the field's own name,
     * unless another form took it: then with the name of what holds it before.
     */
    private String title(String holder, String field, FormType type) {
        String key =
                switch (type) {
                    case ObjectForm form -> form.record().getSimpleName();
                    case UnionForm form -> form.name();
                    case FormType.ListForm list -> title(holder, field, list.element());
                    case FormType.MapForm map -> title(holder, field, map.value());
                    default -> "";
                };
        if (key.isEmpty() || type instanceof FormType.ListForm || type instanceof FormType.MapForm) {
            return key.isEmpty() ? field : key;
        }
        return titlesOfForms.computeIfAbsent(
                key, form -> ownersOfTitles.putIfAbsent(field, form) == null ? field : holder + "." + field);
    }

    private String value(String holder, Field field) {
        FormType type = field.type();
        String title = title(holder, field.name(), type);
        String link = "see [" + title + "](#" + anchor(title) + ")";
        String expected =
                switch (type) {
                    case ObjectForm form -> link;
                    case UnionForm form -> link;
                    case FormType.ListForm list
                    when list.element() instanceof UnionForm -> Phrases.expected(type, field.limits()) + ", " + link;
                    case FormType.ListForm list ->
                        Phrases.expected(type, field.limits()) + ": "
                                + Phrases.expected(
                                        list.element(), field.limits().ofElements());
                    default -> Phrases.expected(type, field.limits());
                };
        return expected;
    }

    /** What a heading is called in addresses: in small letters, without its signs. */
    static String anchor(String title) {
        return title.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9 -]", "").replace(' ', '-');
    }

    private static String preset(Field field) {
        if (field.preset() != null) {
            return "`"
                    + (field.preset().isFloatingPointNumber()
                            ? Phrases.number(field.preset().doubleValue())
                            : field.preset())
                    + "`";
        }
        return field.optional() ? "absent" : "**required**";
    }

    private static String cell(String content) {
        return content.replace("|", "\\|");
    }
}
