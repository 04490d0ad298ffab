package org.commonwatt.worker.training.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.commonwatt.protocol.spec.Tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TokenCodecTest {

    private static final String PROSE =
            "Call me Ishmael. Some years ago—never mind how long precisely—having little or no"
                    + " money in my purse, don't I think I'd   sail\n\nabout a little 😀 and see the watery part of the world. ";

    @Test
    void charactersAreNumberedFromFourByCodePointAndReadBackExactly() {
        TokenCodec codec = learned(new Tokenizer.Characters(100), "banana 😀");

        assertThat(codec.encode("ab n😀")).containsExactly(5, 6, 4, 7, 8);
        assertThat(codec.decode(codec.encode("nab 😀"))).isEqualTo("nab 😀");
        assertThat(codec.size()).isEqualTo(9);
    }

    @Test
    void theRarestCharactersAreUnknownWhenTheVocabularyIsFull() {
        TokenCodec codec = learned(new Tokenizer.Characters(6), "aaabbc");

        assertThat(codec.encode("abc?")).containsExactly(4, 5, 1, 1);
        assertThat(codec.decode(new int[] {2, 4, 1, 3, 0, 0})).isEqualTo("a\ufffd");
    }

    @Test
    void wordsAreRunsOfLettersAndDigitsAndSignsStandAlone() {
        TokenCodec codec = learned(new Tokenizer.Words(100), "don't stop, AH0 don't ’tis café 3.14");

        assertThat(codec.decode(codec.encode("stop,don't  3.14\nAH0 ’tis cafe\u0301? café")))
                .isEqualTo("stop , don't 3 . 14 AH0 ’ tis \ufffd \ufffd café");
        assertThat(codec.encode("don't")).as("the most frequent word").containsExactly(4);
    }

    @Test
    void equallyFrequentWordsAreNumberedInTheirOwnOrder() {
        TokenCodec codec = learned(new Tokenizer.Words(6), "pear apple fig");

        assertThat(codec.encode("apple fig pear")).containsExactly(4, 5, 1);
    }

    @Test
    void aWordWithoutEndIsCut() {
        TokenCodec codec = learned(new Tokenizer.Words(100), "x".repeat(1000));

        assertThat(codec.encode("x".repeat(1000))).hasSize(16);
    }

    /** The example of Sennrich et al. 2016, figure 1: low, lower, newest, widest joins e s, es t, … first. */
    @Test
    void bytePairsJoinTheMostFrequentNeighboursFirst() {
        String corpus = "low\n".repeat(5) + "lower\n".repeat(2) + "newest\n".repeat(6) + "widest\n".repeat(3);
        TokenCodec codec = learned(new Tokenizer.BytePairs(264), corpus);

        // 9 times e·s, then es·t; l·o and lo·w occur 7 times; n·e, e·w and w·est only 6.
        assertThat(pieces(codec, "newest")).containsExactly("n", "e", "w", "est");
        assertThat(pieces(codec, "lowest")).containsExactly("low", "est");
        assertThat(codec.size()).isEqualTo(264);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "  a  b ", "naïve 数字 😀", "\u0000\t\r\n", "it's ' a ''b'' '", "\u00a0x \u00a0 y"})
    void bytePairsGiveEveryTextBackExactly(String text) {
        TokenCodec codec = learned(new Tokenizer.BytePairs(300), PROSE.repeat(3));

        assertThat(codec.decode(codec.encode(text))).isEqualTo(text);
        assertThat(codec.encode(text)).doesNotContain(1);
    }

    @Test
    void piecesThatOccurOnceAreNotJoined() {
        assertThat(learned(new Tokenizer.BytePairs(1000), "abcdef").size()).isEqualTo(260);
    }

    @Test
    void aTextMayBePartedWhereverPartingSaysSo() {
        Random random = new Random(5);
        String alphabet = "ab' ’,\n\u0301😀1";
        for (Tokenizer tokenizer :
                List.of(new Tokenizer.Characters(50), new Tokenizer.Words(400), new Tokenizer.BytePairs(300))) {
            TokenCodec codec = learned(tokenizer, PROSE.repeat(2));
            for (int round = 0; round < 500; round++) {
                StringBuilder text = new StringBuilder();
                for (int i = random.nextInt(40); i >= 0; i--) {
                    int at = random.nextInt(alphabet.codePointCount(0, alphabet.length()));
                    text.appendCodePoint(alphabet.codePointAt(alphabet.offsetByCodePoints(0, at)));
                }
                String whole = text.toString();
                int seen = whole.offsetByCodePoints(0, random.nextInt(whole.codePointCount(0, whole.length()) + 1));
                int cut = codec.parting().safeEnd(whole.substring(0, seen));

                assertThat(cut).isBetween(0, seen);
                List<String> parts = new ArrayList<>(pieces(codec, whole.substring(0, cut)));
                parts.addAll(pieces(codec, whole.substring(cut)));
                assertThat(parts).as("<%s> cut at %d", whole, cut).isEqualTo(pieces(codec, whole));
            }
        }
    }

    @Test
    void wordsThatGoOnAreParted() {
        TokenCodec words = learned(new Tokenizer.Words(30), "call me");
        int[] me = words.encode("me");

        assertThat(words.continued("call", me)).isEqualTo("call me");
        assertThat(words.continued("call ", me)).isEqualTo("call me");
        assertThat(words.continued("call\n", me)).isEqualTo("call\nme");
        assertThat(words.continued("", me)).isEqualTo("me");
        assertThat(words.continued("call", new int[0])).isEqualTo("call");
        TokenCodec characters = learned(new Tokenizer.Characters(30), "call me");
        assertThat(characters.continued("cal", characters.encode("l"))).isEqualTo("call");
    }

    @Test
    void pairsAreLearnedFromTheMostFrequentWordsAlone() {
        String text = "xyxyxyxyxy aaaa aaaa aaaa";
        TokenCodec.Learning all = new BytePairCodec.Learner(300, 9);
        TokenCodec.Learning most = new BytePairCodec.Learner(300, 1);
        all.add(text);
        most.add(text);

        assertThat(all.learned().encode("xyxy")).hasSizeLessThan(4);
        assertThat(most.learned().encode("xyxy")).hasSize(4);
        assertThat(most.learned().encode(" aaaa")).hasSize(1);
    }

    @Test
    void aCodecThatWasKeptIsTheSame() {
        for (Tokenizer tokenizer :
                List.of(new Tokenizer.Characters(50), new Tokenizer.Words(30), new Tokenizer.BytePairs(300))) {
            TokenCodec codec = learned(tokenizer, PROSE.repeat(2));
            TextCodec kept = TextCodec.fromJson(new TextCodec(true, codec, codec).toJson());

            assertThat(kept.inputs().encode(PROSE)).isEqualTo(codec.encode(PROSE));
            assertThat(kept.ofTargets().size()).isEqualTo(codec.size());
            assertThat(kept.toJson()).isEqualTo(new TextCodec(true, codec, codec).toJson());
        }
    }

    @Test
    void aDamagedVocabularyIsRefused() {
        var json = new TextCodec(true, learned(new Tokenizer.Words(30), "a b"), null).toJson();
        ((tools.jackson.databind.node.ObjectNode) json.path("inputs")).put("type", "runes");

        assertThatThrownBy(() -> TextCodec.fromJson(json))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("runes");
    }

    @Test
    void smallLettersAndHalfCharactersAreMadePlain() {
        assertThat(TextCodec.plain("ÄB\ud83d!", true)).isEqualTo("äb?!");
        assertThat(TextCodec.plain("Ä😀", false)).isEqualTo("Ä😀");
    }

    private static TokenCodec learned(Tokenizer tokenizer, String text) {
        TokenCodec.Learning learning = TokenCodec.learn(tokenizer);
        learning.add(text);
        return learning.learned();
    }

    private static List<String> pieces(TokenCodec codec, String text) {
        return Arrays.stream(codec.encode(text))
                .mapToObj(token -> token == 1 ? "?" : codec.decode(new int[] {token}))
                .toList();
    }
}
