package org.commonwatt.worker.local;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ChartTest {

    @Test
    void aFallingCurveBeginsAtTheTopAndEndsAtTheBottom() {
        List<String> lines = Chart.draw(
                List.of(new Chart.Curve("loss", List.of(new Chart.Point(0, 2.3), new Chart.Point(99, 0.1)))), 40);

        assertThat(lines.getFirst()).isEqualTo("     2.300 ┤·");
        assertThat(lines.get(7)).isEqualTo("    0.1000 ┤" + " ".repeat(26) + "·");
        assertThat(lines.getLast()).contains("· loss; steps 0 to 99");
        assertThat(lines).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(40));
    }

    @Test
    void aCurveThatNeverMovesAndOneOfASinglePointAreNoTrouble() {
        assertThat(Chart.draw(
                        List.of(new Chart.Curve("flat", List.of(new Chart.Point(0, 1), new Chart.Point(9, 1)))), 80))
                .isNotEmpty();
        assertThat(Chart.draw(List.of(new Chart.Curve("one", List.of(new Chart.Point(0, 1)))), 80))
                .isEmpty();
    }
}
