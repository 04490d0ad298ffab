package org.commonwatt.api.job;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TextsTest {

    @Test
    void ofWhatEndsALineOrCommandsATerminalTheLogShowsThatItWasThere() {
        assertThat(Texts.forLog("a\r\nb\u001b[31mc\u0085d\u2028e\u202ef")).isEqualTo("a��b�[31mc�d�e�f");
    }

    @Test
    void whatCanBeReadStaysAsItIs() {
        String text = "Grün, 绿色, 🌱: 3 of 5 — “fine” {}";

        assertThat(Texts.forLog(text)).isEqualTo(text);
    }

    @Test
    void theLogShowsTheBeginningOfALongText() {
        assertThat(Texts.forLog("x".repeat(200))).isEqualTo("x".repeat(200));
        assertThat(Texts.forLog("x".repeat(16_384))).isEqualTo("x".repeat(199) + "…");
        assertThat(Texts.forLog("x".repeat(198) + "🌱" + "x".repeat(10)))
                .as("not half a character")
                .isEqualTo("x".repeat(198) + "�…");
    }
}
