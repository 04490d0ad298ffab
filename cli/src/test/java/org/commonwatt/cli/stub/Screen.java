package org.commonwatt.cli.stub;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import tools.jackson.databind.JsonNode;

import org.commonwatt.cli.setting.Installation;
import org.commonwatt.cli.setting.Setting;
import org.commonwatt.cli.terminal.Terminal;
import org.commonwatt.protocol.Json;

/** A terminal that remembers, and the setting around it. */
public final class Screen {

    /** What the clock says in every setting. */
    public static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private static final OutputStream BROKEN = new OutputStream() {
        @Override
        public void write(int octet) throws IOException {
            throw new IOException("Broken pipe");
        }
    };

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Path folder;
    private final Map<String, String> environment = new HashMap<>();
    private boolean closed;
    private boolean drawsOver;
    private int columns = 100;

    /** @param folder the user's home, the current folder and the installation in one */
    public Screen(Path folder) {
        this.folder = folder;
    }

    public Screen with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /** Nobody reads standard output, as after {@code | head}. */
    public Screen closed() {
        closed = true;
        return this;
    }

    /** A terminal that a person watches. */
    public Screen watched(int width) {
        drawsOver = true;
        columns = width;
        return this;
    }

    public Setting setting() {
        Terminal terminal = new Terminal(
                new PrintStream(closed ? BROKEN : out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                drawsOver,
                drawsOver,
                columns);
        return new Setting(
                terminal,
                Map.copyOf(environment),
                folder,
                folder,
                new Installation(folder),
                new Setting.Entered(NOW, Clock.fixed(NOW, ZoneOffset.UTC)));
    }

    public String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    public String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    /** The last line of standard output, which is to be a JSON object. */
    public JsonNode json() {
        List<String> lines = out().lines().toList();
        return Json.mapper().readTree(lines.getLast());
    }
}
