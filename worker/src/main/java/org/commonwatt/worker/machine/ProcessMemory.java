package org.commonwatt.worker.machine;

import java.util.stream.Stream;

import oshi.SystemInfo;
import oshi.software.os.OSProcess;
import oshi.software.os.OperatingSystem;

/** Memory that a process and all that it started hold. */
public final class ProcessMemory {

    private final OperatingSystem system = new SystemInfo().getOperatingSystem();

    /** Resident memory of the whole tree in bytes; 0 once it is gone. */
    public long resident(ProcessHandle root) {
        try (Stream<ProcessHandle> tree = Stream.concat(Stream.of(root), root.descendants())) {
            return tree.mapToLong(this::one).sum();
        }
    }

    private long one(ProcessHandle handle) {
        OSProcess process = system.getProcess(Math.toIntExact(handle.pid()));
        return process == null ? 0 : Math.max(0, process.getResidentMemory());
    }
}
