package org.commonwatt.scheduler.timing;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class PersistenceTest {

    @Test
    void anHourIsExpectedAsItWasInTheMeanOfTheLastSevenDays() {
        List<Double> past = new ArrayList<>();
        for (int hour = 0; hour < 10 * 24; hour++) {
            int day = hour / 24;
            past.add(hour % 24 + (day < 3 ? 1000.0 : 10.0 * day));
        }
        List<Double> expected = Persistence.forecast(past, 60, 50, 0);
        assertThat(expected.getFirst()).isEqualTo(60);
        assertThat(expected.get(5)).isCloseTo(5 + 60, within(1e-9));
        assertThat(expected.get(29)).isCloseTo(expected.get(5), within(1e-9));
        assertThat(expected).hasSize(50);
    }

    @Test
    void whatThePresentHourIsOffFadesWithTheHours() {
        List<Double> past = Collections.nCopies(7 * 24, 200.0);
        List<Double> expected = Persistence.forecast(past, 100, 30);
        assertThat(expected.get(1)).isCloseTo(200 - 100 * 0.95, within(1e-9));
        assertThat(expected.get(24)).isCloseTo(200 - 100 * Math.pow(0.95, 24), within(1e-9));
        assertThat(Persistence.forecast(past, 0, 30)).allMatch(intensity -> intensity >= 0);
    }

    @Test
    void withLittlePastItMakesDoWithWhatThereIs() {
        assertThat(Persistence.forecast(List.of(), 300, 3)).containsExactly(300.0, 300.0, 300.0);
        assertThat(Persistence.forecast(List.of(100.0), 300, 25, 0)).endsWith(100.0, 300.0);
    }
}
