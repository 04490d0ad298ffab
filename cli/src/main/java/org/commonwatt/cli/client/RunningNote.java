package org.commonwatt.cli.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;

import tools.jackson.core.JacksonException;

import org.commonwatt.cli.setting.DataFolder;
import org.commonwatt.protocol.Json;

/**
 * What {@code up} and {@code demo} leave in the data folder while they run, so that other commands find the service and
 * a later start finds what an earlier one left behind.
 *
 * @param url the service's address on this machine
 * @param processes the supervisor and its children
 */
public record RunningNote(String url, List<Member> processes) {

    /**
     * One process; a process id alone may since belong to another.
     *
     * @param role such as {@code api}
     * @param startedAtMillis when it began, in ms since 1970
     */
    public record Member(String role, long pid, long startedAtMillis) {

        /** A process as it is known by now. */
        public static Member of(String role, ProcessHandle process) {
            return new Member(role, process.pid(), startOf(process));
        }

        /** The process, if it still runs. */
        public Optional<ProcessHandle> alive() {
            return ProcessHandle.of(pid)
                    .filter(ProcessHandle::isAlive)
                    .filter(process -> startOf(process) == startedAtMillis);
        }

        private static long startOf(ProcessHandle process) {
            return process.info().startInstant().map(at -> at.toEpochMilli()).orElse(0L);
        }
    }

    /** The note in a folder, where one of its processes still runs. */
    public static Optional<RunningNote> read(DataFolder folder) {
        return readAny(folder).filter(note -> note.processes().stream()
                .anyMatch(member -> member.alive().isPresent()));
    }

    /** The note in a folder, also of processes that have ended. */
    public static Optional<RunningNote> readAny(DataFolder folder) {
        try {
            return Optional.of(Json.mapper().readValue(Files.readAllBytes(folder.running()), RunningNote.class));
        } catch (IOException | JacksonException e) {
            return Optional.empty();
        }
    }

    /** Replaces the folder's note as a whole. */
    public void write(DataFolder folder) throws IOException {
        Path staged = folder.running().resolveSibling("running.json.new");
        Files.write(staged, Json.mapper().writeValueAsBytes(this));
        Files.move(staged, folder.running(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
