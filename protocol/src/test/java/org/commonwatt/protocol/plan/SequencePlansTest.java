package org.commonwatt.protocol.plan;

import java.util.List;

import org.junit.jupiter.api.Test;

import org.commonwatt.protocol.Rejected;
import org.commonwatt.protocol.Violation;
import org.commonwatt.protocol.dataset.DataFormat;
import org.commonwatt.protocol.plan.WorkPlan.LayerPlan;
import org.commonwatt.protocol.spec.JobSpecs;
import org.commonwatt.protocol.spec.SpecFormat;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** Layers over sequences of 50 places with 32 values each. */
class SequencePlansTest {

    @Test
    void recurrentLayersAreCountedAsByHand() throws Exception {
        WorkPlan plan = plan("""
                - {type: positionalEmbedding}
                - {type: lstm, units: 8, bidirectional: true}
                - {type: gru, units: 4}
                - {type: rnn, units: 6, output: last}
                - {type: dense, units: 10}
                """);

        // A cell of u units with g gates on D values: g·u·(D + u + 2) parameters; 2·g·u·(D + u + 1) operations at each
        // of
        // 50 places, and 54, 34 or 10 for each unit's own functions.
        assertThat(counts(plan))
                .containsExactly(
                        "positionalEmbedding1[50, 32]1600/1600",
                        "lstm1[50, 16]" + 2 * 32 * 42 + "/" + 2 * 50 * (64 * 41 + 8 * 54),
                        "gru1[50, 4]" + 12 * 22 + "/" + 50 * (24 * 21 + 4 * 34),
                        "rnn1[6]" + 6 * 12 + "/" + 50 * (12 * 11 + 6 * 10),
                        "dense1[10]70/130");
    }

    @Test
    void aTransformersBlockIsCountedAsByHand() throws Exception {
        WorkPlan plan = plan("""
                - {type: selfAttentionBlock, heads: 4}
                - {type: timePool, function: max}
                - {type: dense, units: 10}
                """);

        // Width 32, inner width 128: 4·32² + 2·32·128 weights, 96 + 32 + 128 + 32 biases, 128 of the norms.
        long parameters = 4 * 1024 + 8192 + 288 + 128;
        long perPlace = 2 * (4 * 1024 + 8192) + 288 + 2 * 8 * 32 + 10 * 128 + 2 * 32;
        long attention = 4 * 50 * 50 * 32 + 10 * 4 * 50 * 50;
        assertThat(counts(plan))
                .containsExactly(
                        "selfAttentionBlock1[50, 32]" + parameters + "/" + (50 * perPlace + attention),
                        "timePool1[32]0/1600",
                        "dense1[10]330/650");
    }

    @Test
    void attentionsScoresCountInTheMemory() throws Exception {
        String tail = "- {type: timePool}\n- {type: dense, units: 10}\n";

        long one = plan("- {type: selfAttentionBlock, heads: 1}\n" + tail).memoryBytes();
        long four = plan("- {type: selfAttentionBlock, heads: 4}\n" + tail).memoryBytes();

        // Three more heads of 50 × 50 scores, before and after the softmax, with their gradients, for 32 examples.
        assertThat(four - one).isEqualTo(3L * 50 * 50 * 2 * 2 * 4 * 32);
    }

    @Test
    void headsThatDontDivideTheWidthAreRefusedAtTheirField() {
        Violation violation = refused("- {type: selfAttentionBlock, heads: 5}");

        assertThat(violation.pointer()).isEqualTo("/model/layers/0/heads");
        assertThat(violation.message()).endsWith("5 heads don't divide its width of 32 evenly");
    }

    @Test
    void whatIsNoSequenceIsRefused() {
        assertThat(refused("- {type: flatten}\n- {type: gru, units: 4}").message())
                .isEqualTo("gru1 (gru) can't take (1600): it takes (places, width), a sequence of vectors");
    }

    @Test
    void anEmbeddingTakesNoNumbers() {
        assertThat(refused("- {type: embedding, units: 4, vocabulary: 100}").message())
                .contains("it takes the tokens of a text");
    }

    private static List<String> counts(WorkPlan plan) {
        return plan.layers().stream().map(SequencePlansTest::count).toList();
    }

    private static String count(LayerPlan layer) {
        return layer.name() + layer.outputShape() + layer.parameters() + "/" + layer.flops();
    }

    private static WorkPlan plan(String layers) throws Rejected {
        return Plans.plan(
                JobSpecs.read(PlanRefusalsTest.spec(layers).getBytes(UTF_8), SpecFormat.YAML),
                Digits.manifest(new DataFormat.Idx(List.of(50, 32), PlanRefusalsTest.tenClasses()), 100));
    }

    private static Violation refused(String layers) {
        return catchThrowableOfType(Rejected.class, () -> plan(layers))
                .violations()
                .getFirst();
    }
}
