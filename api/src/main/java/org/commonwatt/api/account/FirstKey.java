package org.commonwatt.api.account;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

import org.commonwatt.api.folder.DataFolder;

/**
 * Hands the first key over: it is kept in the data folder's file {@code key}, readable by its owner alone, where the local
 * command finds it, and shown once. Under a supervisor it is not shown, for there the log stays in a file.
 */
@Component
class FirstKey {

    private static final Logger log = LoggerFactory.getLogger(FirstKey.class);

    private final DataFolder folder;
    private final boolean supervised;

    FirstKey(DataFolder folder, Environment environment) {
        this.folder = folder;
        this.supervised = "1".equals(environment.getProperty("COMMONWATT_SUPERVISED"));
    }

    void handOver(String key) {
        Path file = write(key);
        if (supervised) {
            log.info("Made the first key, in {}", file);
        } else {
            log.info("Made the first key, shown this once: {} (also in {})", key, file);
        }
    }

    private Path write(String key) {
        Path file = folder.resolve("key");
        try {
            Files.createDirectories(file.getParent());
            Path staging = Files.createTempFile(
                    file.getParent(),
                    "key.",
                    ".new",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(staging, key + "\n");
            return Files.move(staging, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("the first key can't be written to " + file, e);
        }
    }
}
