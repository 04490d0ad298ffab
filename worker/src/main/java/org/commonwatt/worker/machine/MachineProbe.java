package org.commonwatt.worker.machine;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

import com.sun.management.OperatingSystemMXBean;
import org.jspecify.annotations.Nullable;
import oshi.SystemInfo;
import oshi.hardware.CentralProcessor;
import oshi.hardware.HardwareAbstractionLayer;

import org.commonwatt.protocol.node.Capability;
import org.commonwatt.worker.limits.Embodied;
import org.commonwatt.worker.limits.OwnerLimits;

/** Looks at the machine and says what it offers at a moment, within its owner's limits. */
public final class MachineProbe {

    /** Offers are rounded down to this, so that a machine does not look like another one at every small change. */
    private static final long GRAIN = 64L << 20;

    private final Supplier<OwnerLimits> limits;
    private final Path dataFolder;
    private final IdleClock idle;
    private final String workerVersion;
    private final HardwareAbstractionLayer hardware;
    private final Facts facts;
    private final DesignPowerTable powers = DesignPowerTable.load();
    private final OthersLoad load;

    /** What does not change while the worker runs. */
    private record Facts(
            String cpu, int cores, int machineCores, int packages, boolean virtual, List<Capability.Gpu> gpus) {}

    /**
     * Looks at the machine once; what changes is looked at with every offer.
     *
     * @param limits in force at a moment
     * @param dataFolder on the disk whose free space is offered
     */
    public MachineProbe(Supplier<OwnerLimits> limits, Path dataFolder, IdleClock idle, String workerVersion) {
        this.limits = limits;
        this.dataFolder = dataFolder;
        this.idle = idle;
        this.workerVersion = workerVersion;
        this.hardware = new SystemInfo().getHardware();
        CentralProcessor processor = hardware.getProcessor();
        this.facts = facts(hardware, processor);
        this.load = new OthersLoad(processor);
    }

    private static Facts facts(HardwareAbstractionLayer hardware, CentralProcessor processor) {
        String cpu = processor.getProcessorIdentifier().getName().strip();
        // The JVM's own count heeds a container's limit.
        int cores = Runtime.getRuntime().availableProcessors();
        boolean virtual = hardware.getVirtualization().isPresent();
        int wholeMachine = Math.max(cores, processor.getLogicalProcessorCount());
        return new Facts(cpu, cores, wholeMachine, processor.getPhysicalPackageCount(), virtual, Gpus.find());
    }

    /** Design power of the machine's processors, for an energy meter. */
    public DesignPower designPower() {
        return powers.lookUp(
                facts.cpu(),
                facts.packages(),
                facts.machineCores(),
                facts.virtual(),
                limits.get().cpuTdpWatts());
    }

    /** Whether this system is a virtual machine. */
    boolean isVirtual() {
        return facts.virtual();
    }

    /** Whether the machine has a graphics processor whose driver answers. */
    boolean hasGraphics() {
        return !facts.gpus().isEmpty();
    }

    /** Logical cores of the whole machine. */
    int machineCores() {
        return facts.machineCores();
    }

    /** What making the machine emitted, or null where its owner did not say. */
    @Nullable
    Embodied embodied() {
        return limits.get().embodied();
    }

    /** Seconds in which the machine's cores were in use. */
    BusyTime busyTime() {
        return new BusyTime(hardware.getProcessor());
    }

    /** CPU threads that a trainer may use. */
    public int threads() {
        return limits.get().share().threadsOf(facts.cores());
    }

    /** Logical cores of the machine, or of the part of it that this system has. */
    public int cores() {
        return facts.cores();
    }

    /** Memory that a trainer may use at most, in bytes: the owner's share of the whole. */
    public long memoryLimit() {
        return floor((long) (totalMemory() * limits.get().share().memoryShare()));
    }

    /** What the machine offers now. */
    public Capability offer(int freeLeases) {
        DesignPower power = designPower();
        long unused = (long) (hardware.getMemory().getAvailable() * 0.9);
        return new Capability(
                System.getProperty("os.name").toLowerCase(Locale.ROOT),
                System.getProperty("os.arch"),
                facts.cpu(),
                threads(),
                power.watts(),
                power.source(),
                facts.virtual(),
                Math.min(memoryLimit(), floor(unused)),
                Math.min(limits.get().share().diskBytes(), freeDisk()),
                limits.get().share().graphics().lent() ? facts.gpus() : List.of(),
                load.sinceLastCall(),
                idle.hours(),
                limits.get().zone(),
                freeLeases,
                workerVersion,
                null);
    }

    private long totalMemory() {
        long machine = hardware.getMemory().getTotal();
        return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean heedsContainers
                ? Math.min(machine, heedsContainers.getTotalMemorySize())
                : machine;
    }

    private long freeDisk() {
        try {
            return floor(Files.getFileStore(dataFolder).getUsableSpace());
        } catch (IOException unreadable) {
            return 0;
        }
    }

    private static long floor(long bytes) {
        return bytes - bytes % GRAIN;
    }
}
