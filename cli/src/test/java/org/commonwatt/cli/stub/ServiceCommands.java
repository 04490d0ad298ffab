package org.commonwatt.cli.stub;

import java.nio.file.Path;
import java.util.concurrent.Callable;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What a test of commands that speak to a service has: the service, and a person's screen that knows it and a key to it. */
public abstract class ServiceCommands {

    protected final StubService stub = new StubService();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    protected Path folder;

    @SuppressWarnings("NullAway.Init")
    protected Screen screen;

    @BeforeEach
    void makeScreen() {
        screen = new Screen(folder)
                .with("COMMONWATT_URL", stub.address().toString())
                .with("COMMONWATT_KEY", "cw_k");
    }

    @AfterEach
    void close() {
        stub.close();
    }

    /** Runs a command; its exit status. */
    protected static int run(Callable<Integer> command, String... arguments) {
        return new CommandLine(command).execute(arguments);
    }
}
