package org.commonwatt.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.ClassDescriptor;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.ClassOrdererContext;

/** Orders classes as {@link org.junit.jupiter.api.Order} says, and remembers which ones this run is made of. */
public final class WholeSuite implements ClassOrderer {

    private static volatile Set<String> running = Set.of();

    private final ClassOrderer byAnnotation = new ClassOrderer.OrderAnnotation();

    @Override
    public void orderClasses(ClassOrdererContext context) {
        byAnnotation.orderClasses(context);
        running = names(context.getClassDescriptors());
    }

    /** Test classes of this module that do not take part in the run; empty when the whole suite runs. */
    static Set<String> missing() {
        Set<String> missing = new TreeSet<>(all());
        missing.removeAll(running);
        return missing;
    }

    private static Set<String> names(List<? extends ClassDescriptor> classes) {
        return classes.stream()
                .map(descriptor -> descriptor.getTestClass().getName())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Every compiled class whose name says that it is a test. */
    private static Set<String> all() {
        try {
            Path root = Path.of(WholeSuite.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            try (Stream<Path> files = Files.walk(root)) {
                return files.map(file -> root.relativize(file).toString())
                        .filter(file -> file.endsWith("Test.class"))
                        .map(file -> file.substring(0, file.length() - ".class".length())
                                .replace('/', '.'))
                        .collect(Collectors.toUnmodifiableSet());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
