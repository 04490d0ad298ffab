package org.commonwatt.worker.daemon;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import org.commonwatt.worker.limits.Circumstances.Input;
import org.commonwatt.worker.machine.PowerSupply;
import org.commonwatt.worker.run.TrainerLauncher;
import org.commonwatt.worker.stub.FakeTrainer;

/** {@code worker run} with trainers that only pretend, on a machine whose power supply and owner are files of its data folder. */
final class RunWithFakeTrainer {

    private RunWithFakeTrainer() {}

    private static Input input(Path owner) {
        if (Files.exists(owner.resolveSibling("broken"))) {
            throw new IllegalStateException("this machine can't be looked at");
        }
        return new Input(Files.exists(owner) ? Duration.ZERO : Duration.ofDays(1), "the file " + owner);
    }

    public static void main(String[] arguments) {
        Path machine = Path.of(System.getProperty("machine"));
        RunCommand command = new RunCommand(
                engine ->
                        new TrainerLauncher(engine, FakeTrainer.class.getName(), System.getProperty("java.class.path")),
                clock -> new OwnerGuard.Sensors(
                        () -> input(machine.resolve("owner")), new PowerSupply(machine.resolve("power"))::isOnBattery));
        System.exit(WorkerMain.commandLine(command).execute(arguments));
    }
}
