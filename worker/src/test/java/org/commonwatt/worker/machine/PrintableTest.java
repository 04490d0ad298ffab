package org.commonwatt.worker.machine;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PrintableTest {

    @Test
    void nothing_of_a_line_ends_it_commands_a_terminal_or_turns_it_around() {
        assertThat(Printable.line("a\nb\r\u001B[2J\u009B1m\u202Ec\u2028d\uD800"))
                .isEqualTo("a\uFFFDb\uFFFD\uFFFD[2J\uFFFD1m\uFFFDc\uFFFDd\uFFFD");
        assertThat(Printable.line("größer als 机器 🙂")).isEqualTo("größer als 机器 🙂");
    }

    @Test
    void a_text_keeps_what_it_is_written_with() {
        assertThat(Printable.text("one\r\n\ttwo\nمی\u200Cخواهم 👩\u200D🚀"))
                .isEqualTo("one\n\ttwo\nمی\u200Cخواهم 👩\u200D🚀");
        assertThat(Printable.text("over\rwritten \u001B]0;title\u0007 \u202E"))
                .isEqualTo("over\uFFFDwritten \uFFFD]0;title\uFFFD \uFFFD");
    }
}
