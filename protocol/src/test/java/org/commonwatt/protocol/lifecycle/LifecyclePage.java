package org.commonwatt.protocol.lifecycle;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.commonwatt.protocol.job.JobState;

/** The tables as Mermaid diagrams and Markdown. */
final class LifecyclePage {

    private LifecyclePage() {}

    static String text() {
        return section("Job", JobState.class, List.of(JobTransition.values()))
                + section("Task", TaskState.class, List.of(TaskTransition.values()))
                + section("Lease", LeaseState.class, List.of(LeaseTransition.values()));
    }

    private static <S extends Enum<S>> String section(String name, Class<S> type, List<? extends Transition<S>> table) {
        Set<S> reached = EnumSet.noneOf(type);
        Set<S> left = EnumSet.noneOf(type);
        StringBuilder page = new StringBuilder("## " + name + "\n\n```mermaid\nstateDiagram-v2\n");
        for (Transition<S> transition : table) {
            reached.add(transition.to());
            left.addAll(transition.from());
            if (transition.from().isEmpty()) {
                page.append("    [*] --> %s: %s%n".formatted(transition.to(), transition.name()));
            }
            for (S from : transition.from()) {
                page.append("    %s --> %s: %s%n".formatted(from, transition.to(), transition.name()));
            }
        }
        reached.stream()
                .filter(state -> !left.contains(state))
                .forEach(state -> page.append("    %s --> [*]%n".formatted(state)));
        page.append("```\n\n| transition | from | to | caused by | when |\n|---|---|---|---|---|\n");
        for (Transition<S> transition : table) {
            page.append("| `%s` | %s | %s | %s | %s |%n"
                    .formatted(
                            transition.name(),
                            transition.from().isEmpty() ? "–" : words(transition.from()),
                            transition.to(),
                            transition.causes().stream().map(Cause::words).collect(Collectors.joining(", ")),
                            transition.when()));
        }
        List<S> unreached = Arrays.stream(type.getEnumConstants())
                .filter(state -> !reached.contains(state))
                .toList();
        if (!unreached.isEmpty()) {
            page.append("%nNo transition leads to %s yet.%n"
                    .formatted(unreached.stream().map(Enum::name).collect(Collectors.joining(" and "))));
        }
        return page.append("\n").toString();
    }

    private static <S extends Enum<S>> String words(Set<S> states) {
        return states.stream().map(Enum::name).collect(Collectors.joining(", "));
    }
}
