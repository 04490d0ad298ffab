package org.commonwatt.worker.local;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ConsoleTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private Console console(String described) {
        return Console.of(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                described);
    }

    @Test
    void what_a_model_says_commands_no_terminal_and_keeps_its_lines() {
        console("").result("one\ntwo\u001B[2J");
        console("").say("three\u009B1m");

        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("one\ntwo\uFFFD[2J" + System.lineSeparator());
        assertThat(err.toString(StandardCharsets.UTF_8)).isEqualTo("three\uFFFD1m" + System.lineSeparator());
    }

    @Test
    void a_line_that_stays_takes_the_place_of_the_one_that_was_drawn() {
        console("err").draw("half done");
        console("err").say("done");

        assertThat(err.toString(StandardCharsets.UTF_8))
                .isEqualTo("\r\u001B[Khalf done\r\u001B[Kdone" + System.lineSeparator());
    }
}
