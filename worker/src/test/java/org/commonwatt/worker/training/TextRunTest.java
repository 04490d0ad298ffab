package org.commonwatt.worker.training;

import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.commonwatt.protocol.plan.Plans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** Every family of networks on texts learns what only it could. */
class TextRunTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{type: lstmClassifier, embedding: 16, units: 16, dropout: 0.1}",
                "{type: textTransformer, width: 32, heads: 4, layers: 2, dropout: 0}",
                """
                {type: sequential, layers: [{type: embedding, units: 16}, {type: gru, units: 16, output: last},
                  {type: dense, units: 2}]}
                """
            })
    void whatComesFirstIsLearned(String model) throws Exception {
        Map<String, Double> values = run(TextJobs.orders(folder, model));

        assertThat(values.get("accuracy")).isGreaterThan(0.9);
    }

    @Test
    void aSentenceThatComesAgainAndAgainIsLearnedByHeart() throws Exception {
        Map<String, Double> values = run(TextJobs.refrain(folder, "{type: gpt, width: 32, heads: 2, layers: 2}"));

        // The first tokens of a window can't be known for sure: "the" and "is" come twice.
        assertThat(values.get("perplexity")).isBetween(1.0, 1.3);
        assertThat(values.get("tokenAccuracy")).isGreaterThan(0.9);
        assertThat(values.get("loss")).isCloseTo(Math.log(values.getOrDefault("perplexity", 0.0)), within(1e-4));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{type: seq2seq, embedding: 16, units: 32}",
                "{type: transformerSeq2seq, width: 32, heads: 2, layers: 1, dropout: 0}"
            })
    void wordsAreTurnedRound(String model) throws Exception {
        Map<String, Double> values = run(TextJobs.reversals(folder, model, 12));

        assertThat(values.get("sequenceAccuracy")).isGreaterThan(0.9);
        assertThat(values.get("tokenErrorRate")).isLessThan(0.05);
        assertThat(values.get("tokenAccuracy")).isGreaterThan(0.95);
        assertThat(values.get("perplexity")).isLessThan(1.2);
        assertThat(values.get("bleu")).isGreaterThan(0.8);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{type: seq2seq, layers: 2, dropout: 0.1}",
                "{type: seq2seq, cell: gru, bidirectional: false, attention: additive}",
                "{type: seq2seq, attention: none}",
                "{type: transformerSeq2seq, expansion: 50}"
            })
    void theParametersOfATransducerAreThoseOfItsPlan(String model) throws Exception {
        Jobs job = TextJobs.reversals(folder, model, 1);
        try (Prepared prepared = Preparations.prepare(job.start(folder.resolve("work")))) {
            assertThat(prepared.network().layout().size())
                    .isEqualTo(Plans.plan(job.spec(), job.dataset()).parameters());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{type: lstmClassifier, layers: 2}", "{type: textTransformer}"})
    void theParametersOfAClassifierAreThoseOfItsPlan(String model) throws Exception {
        Jobs job = TextJobs.orders(folder, model);
        try (Prepared prepared = Preparations.prepare(job.start(folder.resolve("work")))) {
            assertThat(prepared.network().layout().size())
                    .isEqualTo(Plans.plan(job.spec(), job.dataset()).parameters());
        }
    }

    private Map<String, Double> run(Jobs job) throws Exception {
        return LocalRun.of(job.start(folder.resolve("work"))).finished().evaluation();
    }
}
