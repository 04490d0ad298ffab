package org.commonwatt.worker.run;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

import org.commonwatt.protocol.Json;
import org.commonwatt.protocol.lease.Completion.Outcome;
import org.commonwatt.worker.pipe.FromTrainer;
import org.commonwatt.worker.pipe.ToTrainer;

/** The two ends of a trainer's pipe, each served by a thread of its own so that a trainer that stalls holds up nobody. */
final class TrainerProcess {

    /** Longer than any message; a line beyond it means that the trainer is not one. */
    private static final int LONGEST_LINE = 8 << 20;

    private static final Logger LOG = LoggerFactory.getLogger(TrainerProcess.class);

    private final Process process;
    private final Path work;
    private final BlockingQueue<RunEvent> events;
    private final BlockingQueue<ToTrainer> outgoing = new LinkedBlockingQueue<>();
    private final LastWords lastWords = new LastWords();
    private final MemoryKills memoryKills = MemoryKills.fromNow();

    /** @param work the folder that it works in */
    TrainerProcess(Process process, Path work, BlockingQueue<RunEvent> events) {
        this.process = process;
        this.work = work;
        this.events = events;
        String name = "trainer-" + process.pid();
        Thread complaints =
                Thread.ofVirtual().name(name + "-err").start(() -> lastWords.hear(process.getErrorStream()));
        Thread writer = Thread.ofVirtual().name(name + "-in").start(this::write);
        Thread.ofVirtual().name(name + "-out").start(() -> read(complaints, writer));
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    /** Why it ended with this status, where neither it nor the run said so. */
    Outcome.Failed verdict(int status) {
        return Verdict.onExit(status, lastWords.lines(), CrashReport.read(work), memoryKills.happened());
    }

    /** Sends a message, in the order of calls; a trainer that is gone does not hear it. */
    void tell(ToTrainer message) {
        outgoing.add(message);
    }

    /** Ends the trainer and all that it started, at once. */
    void kill() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    private void write() {
        try (OutputStream in = process.getOutputStream()) {
            while (true) {
                String line = Json.mapper().writeValueAsString(outgoing.take());
                in.write((line + "\n").getBytes(StandardCharsets.UTF_8));
                in.flush();
            }
        } catch (IOException gone) {
            LOG.debug("The trainer does not listen any more: {}", gone.toString());
        } catch (InterruptedException ended) {
            LOG.debug("The trainer has ended");
        }
    }

    private void read(Thread complaints, Thread writer) {
        try {
            try (InputStream out = process.getInputStream()) {
                ByteArrayOutputStream line = new ByteArrayOutputStream();
                byte[] chunk = new byte[1 << 16];
                for (int length = out.read(chunk); length >= 0; length = out.read(chunk)) {
                    split(chunk, length, line);
                }
            } catch (IOException broken) {
                LOG.debug("The trainer's output ended: {}", broken.toString());
            }
            int status = process.waitFor();
            complaints.join();
            events.put(new RunEvent.Exited(status));
        } catch (InterruptedException stopped) {
            LOG.debug("Nobody listens to the trainer any more");
        } finally {
            writer.interrupt();
        }
    }

    private void split(byte[] chunk, int length, ByteArrayOutputStream line) throws InterruptedException {
        int from = 0;
        for (int i = 0; i < length; i++) {
            if (chunk[i] == '\n') {
                line.write(chunk, from, i - from);
                hear(line.toByteArray());
                line.reset();
                from = i + 1;
            }
        }
        line.write(chunk, from, length - from);
        if (line.size() > LONGEST_LINE) {
            line.reset();
            events.put(new RunEvent.Overran("a line of more than " + (LONGEST_LINE >> 20) + " MiB"));
        }
    }

    private void hear(byte[] line) throws InterruptedException {
        if (line.length == 0) {
            return;
        }
        FromTrainer message = message(line);
        if (message == null) {
            String text = new String(line, 0, Math.min(line.length, 200), StandardCharsets.UTF_8);
            events.put(new RunEvent.Babbled("\"" + text + "\""));
        } else {
            events.put(new RunEvent.Said(message));
        }
    }

    /** What a line says, or null where that is nothing; JSON's own null is none either. */
    private static @Nullable FromTrainer message(byte[] line) {
        try {
            return Json.mapper().readValue(line, FromTrainer.class);
        } catch (JacksonException notOne) {
            return null;
        }
    }
}
