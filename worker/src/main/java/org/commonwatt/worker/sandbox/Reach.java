package org.commonwatt.worker.sandbox;

import java.nio.file.Path;
import java.util.Collection;

/**
 * How far a trainer's process reaches.
 *
 * @param readable files and folders that it may read, beside the system's programs and libraries
 * @param writable folders that it may write
 * @param memoryBytes memory beyond which it gets none
 * @param fileBytes how long a file of its own may become
 */
public record Reach(Collection<Path> readable, Collection<Path> writable, long memoryBytes, long fileBytes) {}
