package org.commonwatt.worker.training.comparison;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class ComparisonTest {

    /** Example 1 of Papineni et al. 2002, section 2. */
    private static final String FIRST =
            "It is a guide to action which ensures that the military always obeys the commands of the party .";

    private static final String SECOND =
            "It is to insure the troops forever hearing the activity guidebook that party direct .";
    private static final List<String> REFERENCES = List.of(
            "It is a guide to action that ensures that the military will forever heed Party commands .",
            "It is the guiding principle which guarantees the military forces always being under the command of the Party .",
            "It is the practical guide for the army always to heed the directions of the party .");

    private final Map<String, Integer> words = new HashMap<>();

    @ParameterizedTest
    @CsvSource({
        "kitten, sitting, 3",
        "flaw, lawn, 2",
        "'', abc, 3",
        "abc, '', 3",
        "same, same, 0",
        "ab, ba, 2",
        "intention, execution, 5"
    })
    void theEditDistanceIsTheFewestEdits(String one, String other, int edits) {
        assertThat(EditDistance.between(one.chars().toArray(), other.chars().toArray()))
                .isEqualTo(edits);
        assertThat(EditDistance.between(other.chars().toArray(), one.chars().toArray()))
                .isEqualTo(edits);
    }

    @Test
    void theErrorRateCountsEditsForEachWantedTokenOverAll() {
        ErrorRate rate = new ErrorRate();
        assertThat(rate.value()).isNaN();

        rate.add(tokens("the cat sat"), tokens("the cat sat on the mat"));
        rate.add(tokens("a b c d"), tokens("a x"));

        // Three words are missing; one is another and two are too many: six edits for eight words.
        assertThat(rate.value()).isEqualTo(6.0 / 8);
    }

    @Test
    void whatIsRepeatedCountsAsOftenAsAReferenceHasIt() {
        Bleu bleu = new Bleu();
        bleu.add(
                tokens("the the the the the the the"),
                List.of(tokens("the cat is on the mat"), tokens("there is a cat on the mat")));

        assertThat(bleu.precision(1)).as("the paper's example 2").isEqualTo(2.0 / 7);
        assertThat(bleu.value()).isZero();
    }

    @Test
    void precisionsAreThoseOfThePaper() {
        Bleu first = new Bleu();
        first.add(withoutStop(FIRST), REFERENCES.stream().map(this::withoutStop).toList());
        Bleu second = new Bleu();
        second.add(
                withoutStop(SECOND), REFERENCES.stream().map(this::withoutStop).toList());

        assertThat(first.precision(1)).isEqualTo(17.0 / 18);
        assertThat(first.precision(2)).isEqualTo(10.0 / 17);
        assertThat(second.precision(1)).isEqualTo(8.0 / 14);
        assertThat(second.precision(2)).isEqualTo(1.0 / 13);
    }

    @Test
    void bleuIsTheMeanOfPrecisionsTimesThePenaltyForBrevity() {
        Bleu bleu = new Bleu();
        bleu.add(tokens("a b c d e"), List.of(tokens("a b c d f g")));

        // 4/5, 3/4, 2/3, 1/2; five made where six were wanted.
        double mean = Math.pow(4.0 / 5 * 3 / 4 * 2 / 3 / 2, 0.25);
        assertThat(bleu.value()).isCloseTo(Math.exp(1 - 6.0 / 5) * mean, within(1e-12));
    }

    @Test
    void aCorpusIsMoreThanTheMeanOfItsSentences() {
        Bleu bleu = new Bleu();
        bleu.add(withoutStop(FIRST), REFERENCES.stream().map(this::withoutStop).toList());
        bleu.add(
                tokens("he read the book because he was interested in world history"),
                List.of(tokens("he was interested in world history because he read the book")));

        // Right of made: 17 + 11 of 18 + 11 words, 10 + 9 of 17 + 10 pairs, 7 + 6 of 16 + 9, 4 + 4 of 15 + 8; none too
        // short.
        double product = 28.0 / 29 * 19 / 27 * 13 / 25 * 8 / 23;
        assertThat(bleu.value()).isCloseTo(Math.pow(product, 0.25), within(1e-12));
    }

    @Test
    void theNearestReferenceCountsAndOfTwoTheShorter() {
        Bleu bleu = new Bleu();
        bleu.add(tokens("a b c d e"), List.of(tokens("a b c d e f g"), tokens("a b c d"), tokens("a b c d e f")));

        assertThat(bleu.precision(4)).isEqualTo(1);
        assertThat(bleu.value()).as("four and six are equally near to five").isEqualTo(1);
    }

    @Test
    void whatIsRightIsWholeAndNothingAtAllIsUndefined() {
        Bleu bleu = new Bleu();
        assertThat(bleu.value()).isNaN();
        bleu.add(tokens("w x y z"), List.of(tokens("w x y z")));
        assertThat(bleu.value()).isEqualTo(1);
        bleu.add(tokens(""), List.of(tokens("w x y z")));
        assertThat(bleu.value()).isCloseTo(Math.exp(-1), within(1e-12));
    }

    private int[] withoutStop(String sentence) {
        return tokens(sentence.substring(0, sentence.length() - 2));
    }

    private int[] tokens(String sentence) {
        return Arrays.stream(sentence.split(" "))
                .filter(word -> !word.isEmpty())
                .mapToInt(word -> words.computeIfAbsent(word, unseen -> words.size()))
                .toArray();
    }
}
