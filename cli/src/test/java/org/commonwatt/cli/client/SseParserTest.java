package org.commonwatt.cli.client;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SseParserTest {

    private static List<SseParser.Event> parse(String text) {
        SseParser parser = new SseParser();
        List<SseParser.Event> events = new ArrayList<>();
        for (String line : text.split("\n", -1)) {
            parser.line(line).ifPresent(events::add);
        }
        return events;
    }

    @Test
    void anEventHasItsNameItsDataAndTheIdBeforeIt() {
        assertThat(parse("id: 7\nevent: state\ndata: {\"a\":1}\n\n"))
                .containsExactly(new SseParser.Event("7", "state", "{\"a\":1}"));
    }

    @Test
    void linesOfDataAreJoinedByLineBreaks() {
        assertThat(parse("data: one\ndata:two\ndata:  three\n\n"))
                .containsExactly(new SseParser.Event(null, "message", "one\ntwo\n three"));
    }

    @Test
    void commentsKeepTheConnectionOpenAndSayNothing() {
        assertThat(parse(": still here\n\n:\n\ndata: x\n\n")).hasSize(1);
    }

    @Test
    void anEventWithoutDataIsNone() {
        assertThat(parse("event: state\nid: 3\n\ndata: x\n\n"))
                .containsExactly(new SseParser.Event("3", "message", "x"));
    }

    @Test
    void theIdStaysUntilAnotherComesAndTheNameDoesNot() {
        assertThat(parse("id: 1\nevent: log\ndata: a\n\ndata: b\n\nid: 2\ndata: c\n\n"))
                .containsExactly(
                        new SseParser.Event("1", "log", "a"),
                        new SseParser.Event("1", "message", "b"),
                        new SseParser.Event("2", "message", "c"));
    }

    @Test
    void anUnfinishedEventIsNotHandedOut() {
        assertThat(parse("data: half")).isEmpty();
    }

    @Test
    void aByteOrderMarkAndAnIdWithNulAreNoContent() {
        assertThat(parse("\uFEFFid: 1\nid: a\0b\nretry: 10\ndata: x\n\n"))
                .containsExactly(new SseParser.Event("1", "message", "x"));
    }
}
