package org.commonwatt.worker.presence;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.commonwatt.worker.limits.Circumstances.Input;

/**
 * A container has terminals of its own and sees neither its host's nor a desktop: that nobody touches those says nothing of the
 * owner. What runs containers leaves a mark in them: Docker, Podman and systemd a file, and systemd's rules for others the
 * variable {@code container}.
 */
final class Container implements OwnerInput {

    private static final List<String> FILES = List.of(".dockerenv", "run/.containerenv", "run/systemd/container");
    private static final String VARIABLE = "container";

    private final Path root;
    private final Map<String, String> environment;

    /**
     * @param root the folder {@code /}
     * @param environment the worker's own
     */
    Container(Path root, Map<String, String> environment) {
        this.root = root;
        this.environment = environment;
    }

    @Override
    public Optional<Input> last() {
        return mark().map(mark -> new Input(
                null,
                "the worker runs in a container, as " + mark + " says, and sees no terminal or desktop of its host"));
    }

    private Optional<String> mark() {
        Optional<String> file =
                FILES.stream().filter(name -> Files.exists(root.resolve(name))).findFirst();
        return file.isPresent()
                ? file.map("/"::concat)
                : Optional.ofNullable(environment.get(VARIABLE)).map(value -> "the variable " + VARIABLE);
    }
}
