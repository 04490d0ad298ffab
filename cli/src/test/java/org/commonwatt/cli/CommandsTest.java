package org.commonwatt.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

import org.commonwatt.cli.stub.Screen;

import static org.assertj.core.api.Assertions.assertThat;

class CommandsTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private Screen screen;

    @BeforeEach
    void makeScreen() {
        screen = new Screen(folder);
    }

    private int run(String... arguments) {
        return Commands.in(screen.setting()).execute(arguments);
    }

    @Test
    void helpNamesEveryCommandAndTheWorker() {
        assertThat(run("--help")).isZero();
        assertThat(screen.out())
                .contains(
                        "demo",
                        "submit",
                        "plan",
                        "jobs",
                        "logs",
                        "checkpoint",
                        "cancel",
                        "model",
                        "nodes",
                        "doctor",
                        "train ",
                        "predict",
                        "worker");
    }

    @Test
    void everyCommandHasADescriptionAndExamples() {
        List<CommandLine> all = new ArrayList<>();
        collect(Commands.in(screen.setting()), all);

        assertThat(all).hasSizeGreaterThan(14).allSatisfy(command -> {
            assertThat(command.getCommandSpec().usageMessage().description()).isNotEmpty();
            assertThat(command.getUsageMessage()).contains("Examples:", "--help");
        });
    }

    private static void collect(CommandLine command, List<CommandLine> all) {
        all.add(command);
        command.getSubcommands().values().forEach(sub -> collect(sub, all));
    }

    @Test
    void everyCommandThatDoesSomethingHasJson() {
        List<CommandLine> all = new ArrayList<>();
        collect(Commands.in(screen.setting()), all);

        assertThat(all)
                .filteredOn(command -> command.getSubcommands().isEmpty())
                .allSatisfy(command -> assertThat(command.getCommandSpec().findOption("--json"))
                        .isNotNull());
    }

    @Test
    void whatIsNotUnderstoodHasStatusTwoAndSaysWhatWasMeant() {
        assertThat(run("submit", "x.yaml", "--folow")).isEqualTo(2);
        assertThat(screen.err())
                .contains("Unknown option: '--folow'", "did you mean --follow?", "commonwatt submit --help");
        assertThat(screen.out()).isEmpty();
    }

    @Test
    void aMissingArgumentIsNamed() {
        assertThat(run("cancel")).isEqualTo(2);
        assertThat(screen.err()).contains("JOB");
    }

    @Test
    void failuresHaveStatusOneASentenceAndNoTrace() {
        assertThat(run("jobs", "--url", "http://127.0.0.1:1", "--json")).isEqualTo(1);
        assertThat(screen.err()).startsWith("commonwatt: No Commonwatt service answers at http://127.0.0.1:1");
        assertThat(screen.err()).doesNotContain("Exception", "\tat ");
        assertThat(screen.json().at("/error/detail").asString()).contains("No Commonwatt service answers");
    }

    @Test
    void anAddressThatIsNoneIsRefusedInWords() {
        assertThat(run("jobs", "--url", "localhost:8480")).isEqualTo(1);
        assertThat(screen.err()).contains("'localhost:8480' is no address of a service");
    }

    @Test
    void usageMistakesAreJsonTooWhereJsonWasAskedFor() {
        assertThat(run("jobs", "--json", "--limit", "many")).isEqualTo(2);
        assertThat(screen.json().at("/error/detail").asString()).contains("many");
    }

    @Test
    void aCommandWhoseOutputNobodyReadsEndsQuietly() {
        screen.closed();

        assertThat(run("data", "list", "--json")).isEqualTo(1);
        assertThat(screen.err()).isEmpty();
    }

    @Test
    void aPortThatIsNoneIsRefusedInWords() {
        assertThat(run("jobs", "--url", "http://127.0.0.1:99999")).isEqualTo(1);
        assertThat(screen.err()).contains("'http://127.0.0.1:99999' is no address of a service");
    }

    @Test
    void aMachineThatNobodyKnowsIsNotTakenForOneWithoutAService() {
        assertThat(run("jobs", "--url", "http://no.such.host.invalid")).isEqualTo(1);
        assertThat(screen.err()).contains("no machine has this name");
    }

    @Test
    void noJobsAtAllAreNoLimit() {
        assertThat(run("jobs", "--limit", "0", "--url", "http://127.0.0.1:1")).isEqualTo(2);
        assertThat(screen.err()).contains("--limit is a number from 1 on");
    }

    @Test
    void aFolderIsNoSpec() {
        assertThat(run("plan", "/")).isEqualTo(1);
        assertThat(screen.err()).contains("The spec cannot be read: / is a folder.");
        assertThat(run("plan", ".")).isEqualTo(1);
        assertThat(screen.err()).contains("The spec cannot be read: " + folder + " is a folder.");
    }
}
