package org.commonwatt.cli.terminal;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;

import org.commonwatt.cli.stub.Screen;

import static org.assertj.core.api.Assertions.assertThat;

class PrintableTest {

    @Test
    void whatATerminalObeysIsNotPassedOn() {
        Screen screen = new Screen(Path.of("/nowhere"));
        Terminal terminal = screen.setting().terminal();

        terminal.result("a\u001b[2Jb\u009b31mc\rd\u202ee\u2028f\u0000");
        terminal.say("a\u0007b");

        assertThat(screen.out()).isEqualTo("a\uFFFD[2Jb\uFFFD31mc\uFFFDd\uFFFDe\uFFFDf\uFFFD\n");
        assertThat(screen.err()).isEqualTo("a\uFFFDb\n");
    }

    @Test
    void whatPeopleWriteStays() {
        String text = "Größe 大小 🌱 ±\t5 %\nand a second line";

        assertThat(Printable.text(text)).isEqualTo(text);
    }

    @Test
    void aTableKeepsItsRows() {
        Table table = new Table("NAME", "STATE");
        table.row("attic\ncellar  IDLE", "WORKING");

        assertThat(table.fitted(80).lines()).hasSize(2).last().isEqualTo("attic\uFFFDcellar  IDLE  WORKING");
    }

    @Test
    void aProgressLineStaysOneLine() {
        Screen screen = new Screen(Path.of("/nowhere")).watched(60);

        new ProgressLine(screen.setting().terminal()).show("on attic\n\u001b[1A");

        assertThat(screen.err()).isEqualTo("\r\033[Kon attic\uFFFD\uFFFD[1A");
    }

    @Test
    void furtherLinesAreIndented() {
        assertThat(Printable.indented("one\r\n2026-03-01T12:00:00Z ERROR two\n"))
                .isEqualTo("one\n    2026-03-01T12:00:00Z ERROR two");
    }
}
