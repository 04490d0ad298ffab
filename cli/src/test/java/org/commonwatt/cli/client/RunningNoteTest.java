package org.commonwatt.cli.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.commonwatt.cli.setting.DataFolder;

import static org.assertj.core.api.Assertions.assertThat;

class RunningNoteTest {

    private static final RunningNote.Member ME = RunningNote.Member.of("supervisor", ProcessHandle.current());

    @Test
    void isFoundWhileOneOfItsProcessesRuns(@TempDir Path folder) throws IOException {
        RunningNote note = new RunningNote("http://127.0.0.1:9000", List.of(ME));
        note.write(new DataFolder(folder));

        assertThat(RunningNote.read(new DataFolder(folder))).contains(note);
    }

    @Test
    void aProcessThatOnlySharesTheNumberIsAnother(@TempDir Path folder) throws IOException {
        RunningNote.Member reused = new RunningNote.Member("api", ME.pid(), ME.startedAtMillis() - 60_000);
        new RunningNote("http://127.0.0.1:9000", List.of(reused)).write(new DataFolder(folder));

        assertThat(RunningNote.read(new DataFolder(folder))).isEmpty();
        assertThat(RunningNote.readAny(new DataFolder(folder))).isPresent();
    }

    @Test
    void whatIsNoNoteIsIgnored(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("running.json"), "{\"url\":");

        assertThat(RunningNote.readAny(new DataFolder(folder))).isEmpty();
        assertThat(RunningNote.readAny(new DataFolder(folder.resolve("none")))).isEmpty();
    }
}
