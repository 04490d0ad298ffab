package org.commonwatt.cli.setting;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

/**
 * A Java program of this installation.
 *
 * @param jar what is run
 * @param archive where the JVM may keep its loaded classes between starts, or null where it can't
 */
public record Program(Path jar, @Nullable Path archive) {}
