package org.commonwatt.worker.limits;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

import org.commonwatt.protocol.Json;

/**
 * What the owner last told the worker by {@code resume}, {@code finish} or {@code pause}. It lies in a file, so it is there
 * before a worker starts and stays when one ends.
 *
 * @param until when the wish ends by itself, or null to hold until another one
 */
public record Wish(Verb verb, @Nullable Instant until) {

    /** To work whenever the limits allow. */
    public static final Wish RESUME = new Wish(Verb.RESUME, null);

    private static final Logger LOG = LoggerFactory.getLogger(Wish.class);

    /** The three things that an owner can say. */
    public enum Verb {
        /** Work. */
        RESUME,
        /** End the present task, then take no other. */
        FINISH,
        /** Give the present task back at once, and take no other. */
        PAUSE
    }

    /** What holds at a moment. */
    public Wish at(Instant now) {
        return until == null || now.isBefore(until) ? this : RESUME;
    }

    /** Leaves the wish in the file. */
    public void save(Path file) throws IOException {
        if (equals(RESUME)) {
            Files.deleteIfExists(file);
            return;
        }
        Path draft = file.resolveSibling(file.getFileName() + ".draft");
        Files.write(draft, Json.mapper().writeValueAsBytes(this));
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** The wish in the file. One that can't be read means pause: its owner wanted something other than work. */
    public static Wish load(Path file) {
        try {
            return Json.mapper().readValue(Files.readAllBytes(file), Wish.class);
        } catch (NoSuchFileException none) {
            return RESUME;
        } catch (IOException | JacksonException unreadable) {
            LOG.warn("The owner's wish in {} can't be read, so the worker pauses: {}", file, unreadable.toString());
            return new Wish(Verb.PAUSE, null);
        }
    }
}
