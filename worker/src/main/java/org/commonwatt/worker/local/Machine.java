package org.commonwatt.worker.local;

import java.nio.file.Path;
import java.time.Clock;

import org.commonwatt.protocol.node.Capability;
import org.commonwatt.worker.limits.OwnerLimits;
import org.commonwatt.worker.machine.DataRoot;
import org.commonwatt.worker.machine.EnergyMeter;
import org.commonwatt.worker.machine.IdleClock;
import org.commonwatt.worker.machine.MachineMeter;
import org.commonwatt.worker.machine.MachineProbe;

/**
 * The machine that somebody trains on who sits at it: all of it is theirs.
 *
 * @param description such as "Intel Core i5-8250U, linux amd64"
 * @param memoryBytes memory in all
 */
record Machine(String description, long memoryBytes, EnergyMeter meter) {

    /** @param folder on the disk that is worked on */
    static Machine probe(Path folder) {
        Clock clock = Clock.systemUTC();
        IdleClock unused = new IdleClock(folder.resolve(".last-worked"), clock.instant(), clock);
        MachineProbe probe = new MachineProbe(() -> OwnerLimits.NONE, folder, unused, "local");
        Capability offer = probe.offer(0);
        String description = offer.cpu() + (offer.virtualMachine() ? " (virtual machine)" : "") + ", " + offer.os()
                + " " + offer.arch();
        // What a worker on this machine found out about its idle power holds for its owner's runs too.
        Path idle = DataRoot.of(null).resolve("worker").resolve("idle-power.json");
        EnergyMeter meter = MachineMeter.start(probe, MachineMeter.Places.SYSTEM, idle);
        return new Machine(description, probe.memoryLimit(), meter);
    }
}
