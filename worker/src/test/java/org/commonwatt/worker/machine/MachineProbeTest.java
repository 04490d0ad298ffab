package org.commonwatt.worker.machine;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.commonwatt.protocol.node.Capability;
import org.commonwatt.worker.limits.OwnerLimits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class MachineProbeTest {

    private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");

    @TempDir
    Path folder;

    /** A probe of this machine, all of which is lent. */
    static MachineProbe anyProbe(Path folder) {
        IdleClock idle = new IdleClock(folder.resolve("last-worked"), NOON, Clock.fixed(NOON, ZoneOffset.UTC));
        return new MachineProbe(() -> OwnerLimits.DEFAULT, folder, idle, "1");
    }

    private static OwnerLimits limits(
            @Nullable Integer threads, double memoryShare, @Nullable String zone, @Nullable Double watts) {
        OwnerLimits.Share share =
                new OwnerLimits.Share(threads, 1, 10, memoryShare, 1L << 30, new OwnerLimits.Graphics(true, null));
        return new OwnerLimits(share, OwnerLimits.DEFAULT.times(), zone, watts, null);
    }

    private Capability offer(OwnerLimits limits) {
        return new MachineProbe(() -> limits, folder, idle(NOON), "1.2.3").offer(1);
    }

    private IdleClock idle(Instant now) {
        return new IdleClock(folder.resolve("last-worked"), NOON.minusSeconds(7200), Clock.fixed(now, ZoneOffset.UTC));
    }

    @Test
    void a_machine_offers_what_it_has_within_its_owners_limits() {
        Capability offer = offer(limits(1, 0.25, "DEU", 65.0));

        assertThat(offer.cpu()).isNotBlank();
        assertThat(offer.cores()).isEqualTo(1);
        assertThat(offer.cpuTdpWatts()).isEqualTo(65);
        assertThat(offer.cpuTdpSource()).isEqualTo("the machine's owner");
        assertThat(offer.memoryBytes()).isPositive();
        assertThat(offer.diskBytes()).isBetween(1L, 1L << 30);
        assertThat(offer.zone()).isEqualTo("DEU");
        assertThat(offer.freeLeases()).isEqualTo(1);
        assertThat(offer.workerVersion()).isEqualTo("1.2.3");
    }

    @Test
    void limits_that_change_while_the_worker_runs_are_in_the_next_offer() {
        AtomicReference<OwnerLimits> inForce = new AtomicReference<>(limits(1, 0.25, "DEU", 65.0));
        MachineProbe probe = new MachineProbe(inForce::get, folder, idle(NOON), "1");
        assertThat(probe.offer(1).cpuTdpWatts()).isEqualTo(65);

        inForce.set(limits(1, 0.25, "FRA", 15.0));

        assertThat(probe.offer(1).cpuTdpWatts()).isEqualTo(15);
        assertThat(probe.offer(1).zone()).isEqualTo("FRA");
        assertThat(probe.designPower().watts()).isEqualTo(15);
    }

    @Test
    void a_smaller_share_of_memory_is_a_smaller_offer() {
        MachineProbe generous = new MachineProbe(() -> OwnerLimits.DEFAULT, folder, idle(NOON), "1");
        OwnerLimits few = limits(null, 0.1, null, null);
        MachineProbe careful = new MachineProbe(() -> few, folder, idle(NOON), "1");

        assertThat(careful.memoryLimit()).isLessThan(generous.memoryLimit());
        assertThat(careful.threads())
                .isEqualTo(Runtime.getRuntime().availableProcessors())
                .isEqualTo(generous.threads());
    }

    @Test
    void idleness_counts_from_joining_until_the_first_work_and_survives_restarts() {
        assertThat(idle(NOON).hours()).isCloseTo(2, within(1e-6));

        idle(NOON).worked();

        assertThat(idle(NOON.plusSeconds(1800)).hours()).isCloseTo(0.5, within(1e-6));
        assertThat(idle(NOON.minusSeconds(60)).hours()).isZero();
    }

    @Test
    void a_note_that_can_not_be_read_counts_as_none() throws Exception {
        Files.writeString(folder.resolve("last-worked"), "yesterday");

        assertThat(idle(NOON).hours()).isCloseTo(2, within(1e-6));
    }

    @Test
    void graphics_processors_are_read_from_their_drivers_lines() {
        assertThat(Gpus.parse("NVIDIA H200, 143771\nNVIDIA RTX A2000 12GB, 12282\nNo devices were found\n"))
                .containsExactly(
                        new Capability.Gpu("NVIDIA H200", 143771L << 20),
                        new Capability.Gpu("NVIDIA RTX A2000 12GB", 12282L << 20));
    }
}
