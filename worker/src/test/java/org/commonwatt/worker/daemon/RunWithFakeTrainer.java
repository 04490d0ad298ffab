package org.commonwatt.worker.daemon;

import org.commonwatt.worker.run.TrainerLauncher;
import org.commonwatt.worker.stub.FakeTrainer;

/** {@code worker run} with trainers that only pretend. */
final class RunWithFakeTrainer {

    private RunWithFakeTrainer() {}

    public static void main(String[] arguments) {
        RunCommand command = new RunCommand(engine ->
                new TrainerLauncher(engine, FakeTrainer.class.getName(), System.getProperty("java.class.path")));
        System.exit(WorkerMain.commandLine(command).execute(arguments));
    }
}
