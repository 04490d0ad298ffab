package org.commonwatt.cli.setting;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

import org.commonwatt.cli.terminal.Terminal;

/**
 * Everything that a command takes from outside its own arguments.
 *
 * @param environment the process's environment variables
 * @param userHome the user's home folder
 * @param currentFolder what relative paths begin at
 * @param installation where the programs and examples of this Commonwatt lie
 * @param enteredAt when the user pressed Enter, a build by the launcher included
 */
public record Setting(
        Terminal terminal,
        Map<String, String> environment,
        Path userHome,
        Path currentFolder,
        Installation installation,
        Entered enteredAt) {

    /** When a command was entered, on a clock that tells the time since. */
    public record Entered(Instant at, Clock clock) {

        /** Seconds since then. */
        public double secondsAgo() {
            return (clock.millis() - at.toEpochMilli()) / 1000.0;
        }
    }

    /** The setting of this process. */
    public static Setting ofProcess() {
        Path folder = Path.of("").toAbsolutePath();
        return new Setting(
                Terminal.ofProcess(System.getProperty("commonwatt.terminal", "")),
                System.getenv(),
                Path.of(System.getProperty("user.home")),
                folder,
                new Installation(Path.of(System.getProperty("commonwatt.home", folder.toString()))),
                new Entered(ProcessHandle.current().info().startInstant().orElseGet(Instant::now), Clock.systemUTC()));
    }

    /** An environment variable that is set and not empty. */
    public Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }

    /** A path as the user wrote it, made absolute. */
    public Path resolve(Path written) {
        return currentFolder.resolve(written).normalize();
    }
}
