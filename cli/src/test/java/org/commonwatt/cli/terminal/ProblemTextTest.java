package org.commonwatt.cli.terminal;

import java.util.Collections;
import java.util.List;

import org.junit.jupiter.api.Test;

import org.commonwatt.protocol.Problem;
import org.commonwatt.protocol.Violation;

import static org.assertj.core.api.Assertions.assertThat;

class ProblemTextTest {

    private static Problem with(List<Violation> violations) {
        return new Problem("urn:x", "Rejected", 422, "The spec has mistakes.", null, violations);
    }

    @Test
    void everyFaultHasItsPlaceItsPointerAndWhatWasMeant() {
        Violation known = new Violation("/model/layers/4/filtrs", "unknown field", "filters", 14, 7);
        Violation placeless = new Violation("", "is empty", null, null, null);

        assertThat(ProblemText.of(with(List.of(known, placeless))).lines())
                .containsExactly(
                        "The spec has mistakes.",
                        "  line 14, column 7, /model/layers/4/filtrs: unknown field",
                        "      did you mean filters?",
                        "  the document: is empty");
    }

    @Test
    void aFloodOfFaultsIsCut() {
        Violation one = new Violation("/x", "is wrong", null, null, null);

        assertThat(ProblemText.of(with(Collections.nCopies(50, one))).lines().toList())
                .hasSize(22)
                .endsWith("  and 30 more");
    }

    @Test
    void withoutDetailTheTitleSpeaks() {
        assertThat(ProblemText.of(new Problem("urn:x", "Gone", 410, null, null, null)))
                .isEqualTo("Gone");
    }
}
