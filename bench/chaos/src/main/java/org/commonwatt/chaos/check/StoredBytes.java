package org.commonwatt.chaos.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import static java.util.Objects.requireNonNull;

/** Every file of the store has the hash that it is named by, and every artifact that the database knows is there, whole. */
final class StoredBytes implements Invariant {

    private final Rows rows;
    private final Path store;

    StoredBytes(Rows rows, Path store) {
        this.rows = rows;
        this.store = store;
    }

    @Override
    public void check(Findings findings) throws SQLException, IOException {
        Map<String, Long> sizes = new HashMap<>();
        List<Path> files;
        try (Stream<Path> all = Files.walk(store)) {
            files = all.filter(Files::isRegularFile).toList();
        }
        for (Path file : files) {
            String name = file.getFileName().toString();
            if (name.matches("[0-9a-f]{64}")) {
                findings.saw("stored files");
                findings.require(sha256(file).equals(name), "the bytes of %s have another hash", file);
                sizes.put(name, Files.size(file));
            }
        }
        rows.list("select sha256, size from artifact", row -> {
            String name = requireNonNull(Rows.hex(row.getBytes("sha256")));
            Long size = sizes.get(name);
            findings.saw("artifacts");
            findings.require(
                    size != null && size == row.getLong("size"),
                    "artifact %s of %d bytes is in the store with %s bytes",
                    name,
                    row.getLong("size"),
                    size == null ? "no" : size);
            return name;
        });
    }

    private static String sha256(Path file) throws IOException {
        try (DigestInputStream in =
                new DigestInputStream(Files.newInputStream(file), MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(java.io.OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(in.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
