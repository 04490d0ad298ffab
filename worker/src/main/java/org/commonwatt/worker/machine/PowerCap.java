package org.commonwatt.worker.machine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds NVIDIA graphics processors to what their owner lets them draw while a trainer works, through {@code nvidia-smi}, which
 * takes that from an administrator alone. What was set before is written down first, so that it is set again even when the
 * worker is killed in between.
 */
public final class PowerCap {

    private static final Logger LOG = LoggerFactory.getLogger(PowerCap.class);

    private final String program;
    private final Path note;

    /** @param note where the limits of before are kept while a cap is in force */
    public PowerCap(Path note) {
        this("nvidia-smi", note);
    }

    PowerCap(String program, Path note) {
        this.program = program;
        this.note = note;
    }

    /**
     * Puts the cap in force.
     *
     * @param watts what each processor may draw, in W
     * @return why it is not, or nothing
     */
    public Optional<String> apply(int watts) {
        lift();
        if (Files.exists(note)) {
            return Optional.of("nvidia-smi does not set again what was set before an earlier run");
        }
        List<Limit> now = inForce();
        if (now == null) {
            return Optional.of("nvidia-smi is not here or does not answer");
        }
        List<Limit> above = now.stream().filter(limit -> limit.watts() > watts).toList();
        try {
            write(above);
        } catch (IOException unwritable) {
            return Optional.of("the limits of before can't be written down: " + unwritable.getMessage());
        }
        boolean changed = false;
        for (Limit limit : above) {
            if (run(set(limit.index(), String.valueOf(watts))) == null) {
                takeBack(changed);
                return Optional.of("nvidia-smi refuses " + watts + " W; only an administrator may set it");
            }
            changed = true;
        }
        return Optional.empty();
    }

    private void takeBack(boolean changed) {
        if (changed) {
            lift();
            return;
        }
        try {
            Files.deleteIfExists(note);
        } catch (IOException stays) {
            LOG.warn("{} can't be removed: {}", note, stays.toString());
        }
    }

    /** Sets again what was set before, if a cap is in force. Where that fails it is tried again at the next call, of a later life too. */
    public void lift() {
        try {
            if (!Files.exists(note)) {
                return;
            }
            List<Limit> left = limits(Files.readString(note)).stream()
                    .filter(limit -> run(set(limit.index(), String.valueOf(limit.watts()))) == null)
                    .filter(this::isThere)
                    .toList();
            if (left.isEmpty()) {
                Files.delete(note);
            } else {
                write(left);
                LOG.warn("nvidia-smi does not set the power limits of before again; they stay noted in {}", note);
            }
        } catch (IOException unreadable) {
            LOG.warn("The power limits of before can't be set again: {}", unreadable.toString());
        }
    }

    /** Whether the machine has the limit's processor still, or nobody can tell. */
    private boolean isThere(Limit limit) {
        List<Limit> now = inForce();
        return now == null || now.stream().anyMatch(other -> other.index().equals(limit.index()));
    }

    /** What is set now, or null where the driver does not say. */
    private @Nullable List<Limit> inForce() {
        String answer = run(List.of("--query-gpu=index,power.limit", "--format=csv,noheader,nounits"));
        return answer == null ? null : limits(answer);
    }

    private void write(List<Limit> limits) throws IOException {
        Files.write(
                note,
                limits.stream()
                        .map(limit -> limit.index() + ", " + limit.watts())
                        .toList());
    }

    private record Limit(String index, double watts) {}

    private static List<Limit> limits(String lines) {
        return lines.lines()
                .map(line -> line.strip().split("\\s*,\\s*"))
                .filter(fields -> fields.length == 2
                        && fields[0].matches("[0-9]{1,3}")
                        && fields[1].matches("[0-9]{1,5}(\\.[0-9]{1,3})?"))
                .map(fields -> new Limit(fields[0], Double.parseDouble(fields[1])))
                .toList();
    }

    private static List<String> set(String index, String watts) {
        return List.of("--id=" + index, "--power-limit=" + watts);
    }

    private @Nullable String run(List<String> options) {
        List<String> command = new ArrayList<>(List.of(program));
        command.addAll(options);
        Process process;
        try {
            process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException absent) {
            return null;
        }
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS) || process.exitValue() != 0) {
                return null;
            }
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            return null;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return null;
        } finally {
            process.destroyForcibly();
        }
    }
}
