package org.commonwatt.worker.presence;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.commonwatt.worker.limits.Circumstances.Input;

/** Keys and mouse of a Mac, by its system's own clock of them, in nanoseconds. */
final class MacInput implements OwnerInput {

    private static final Pattern IDLE = Pattern.compile("\"HIDIdleTime\"\\s*=\\s*([0-9]{1,18})");

    private final Programs programs;

    MacInput(Programs programs) {
        this.programs = programs;
    }

    @Override
    public Optional<Input> last() {
        Input unknown = new Input(null, "ioreg does not say when this Mac was used last");
        String answer = programs.ask(List.of("ioreg", "-c", "IOHIDSystem", "-d", "4", "-r", "-k", "HIDIdleTime"))
                .orElse("");
        Matcher idle = IDLE.matcher(answer);
        return Optional.of(
                idle.find()
                        ? new Input(Duration.ofNanos(Long.parseLong(idle.group(1))), "keyboard and mouse")
                        : unknown);
    }
}
