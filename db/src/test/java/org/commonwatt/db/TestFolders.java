package org.commonwatt.db;

import java.nio.file.Path;
import java.util.Map;

/** Settings for tests: the programs are unpacked once for all of them. */
final class TestFolders {

    static final Path PROGRAMS = Path.of("target", "postgres-programs");

    private TestFolders() {}

    static EmbeddedPostgres.Settings settings(Path dataFolder) {
        return new EmbeddedPostgres.Settings(dataFolder, PROGRAMS, Map.of());
    }
}
