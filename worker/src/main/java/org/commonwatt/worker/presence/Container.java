package org.commonwatt.worker.presence;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.commonwatt.worker.limits.Circumstances.Input;

/**
 * A container has terminals of its own and sees neither its host's nor a desktop: that nobody touches those says nothing of the
 * owner. What runs containers leaves a mark in them: Docker, Podman and systemd a file, Kubernetes a variable, and others, by
 * systemd's rules, the variable {@code container}. Linux within Windows (WSL) sees as little, and is told by its kernel's name.
 */
final class Container implements OwnerInput {

    private static final List<String> FILES = List.of(".dockerenv", "run/.containerenv", "run/systemd/container");
    private static final List<String> VARIABLES = List.of("container", "KUBERNETES_SERVICE_HOST");

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
        return isWithinWindows()
                ? Optional.of(new Input(null, "the worker runs in Linux within Windows, and sees no input to that"))
                : mark().map(mark -> new Input(
                        null,
                        "the worker runs in a container, as " + mark
                                + " says, and sees no terminal or desktop of its host"));
    }

    private boolean isWithinWindows() {
        try {
            return Files.readString(root.resolve("proc/sys/kernel/osrelease"))
                    .toLowerCase(Locale.ROOT)
                    .contains("microsoft");
        } catch (IOException unknown) {
            return false;
        }
    }

    private Optional<String> mark() {
        Stream<String> files =
                FILES.stream().filter(name -> Files.exists(root.resolve(name))).map("/"::concat);
        Stream<String> variables =
                VARIABLES.stream().filter(environment::containsKey).map("the variable "::concat);
        return Stream.concat(files, variables).findFirst();
    }
}
