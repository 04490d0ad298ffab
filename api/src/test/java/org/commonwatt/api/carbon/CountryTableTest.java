package org.commonwatt.api.carbon;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.commonwatt.protocol.plan.PlanView.IntensityView;

import static org.assertj.core.api.Assertions.assertThat;

class CountryTableTest {

    private final CountryTable intensities = new CountryTable();

    @ParameterizedTest
    @ValueSource(strings = {"ALB", "alb", "AL", " al "})
    void aCountryIsFoundByItsThreeOrItsTwoLetters(String zone) {
        IntensityView albania = intensities.of(zone);
        assertThat(albania.gramsPerKwh()).isEqualTo(24.286);
        assertThat(albania.zone()).isEqualTo("ALB");
        assertThat(albania.source()).contains("Albania", "2022", "Our World in Data");
    }

    @Test
    void aGridZoneWithinACountryGetsTheCountrysMeanAndIsToldSo() {
        IntensityView california = intensities.of("US-CAL-CISO");
        assertThat(california.zone()).isEqualTo("USA");
        assertThat(california.source()).contains("nothing finer is known for US-CAL-CISO");
        assertThat(california.gramsPerKwh()).isEqualTo(intensities.of("USA").gramsPerKwh());
    }

    @Test
    void withoutAZoneTheWorldsMeanIsUsedAndLabelledSo() {
        IntensityView world = intensities.of(null);
        assertThat(world.gramsPerKwh()).isEqualTo(475);
        assertThat(world.zone()).isNull();
        assertThat(world.source()).contains("world", "no zone is set");
    }

    @Test
    void anUnknownZoneIsNotTakenForAnyCountry() {
        IntensityView unknown = intensities.of("XQZ");
        assertThat(unknown.gramsPerKwh()).isEqualTo(475);
        assertThat(unknown.zone()).isNull();
        assertThat(unknown.source()).contains("'XQZ' is not known");
    }
}
