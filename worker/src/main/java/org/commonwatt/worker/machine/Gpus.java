package org.commonwatt.worker.machine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.commonwatt.protocol.node.Capability.Gpu;

/** Finds NVIDIA graphics processors by asking their driver's {@code nvidia-smi}. */
final class Gpus {

    private static final Logger LOG = LoggerFactory.getLogger(Gpus.class);

    private Gpus() {}

    /** The machine's graphics processors; empty where the driver is absent or does not answer within 10 s. */
    static List<Gpu> find() {
        Process query;
        try {
            query = new ProcessBuilder("nvidia-smi", "--query-gpu=name,memory.total", "--format=csv,noheader,nounits")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException absent) {
            return List.of();
        }
        try {
            if (!query.waitFor(10, TimeUnit.SECONDS) || query.exitValue() != 0) {
                LOG.warn("nvidia-smi is present but does not answer; no graphics processor is offered");
                return List.of();
            }
            return parse(new String(query.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            return List.of();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return List.of();
        } finally {
            query.destroyForcibly();
        }
    }

    /** Reads lines such as {@code NVIDIA H200, 143771}, memory in MiB. */
    static List<Gpu> parse(String lines) {
        return lines.lines()
                .map(line -> line.split("\\s*,\\s*", 2))
                .filter(fields -> fields.length == 2 && fields[1].strip().matches("[0-9]{1,9}"))
                .map(fields -> new Gpu(fields[0].strip(), Long.parseLong(fields[1].strip()) << 20))
                .toList();
    }
}
