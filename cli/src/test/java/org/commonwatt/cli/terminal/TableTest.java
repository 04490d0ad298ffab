package org.commonwatt.cli.terminal;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TableTest {

    private static Table table() {
        Table table = new Table("ID", "TITLE", "N");
        table.row("a", "a short one", "1");
        table.row("b", "one that is a good deal longer than the others", "22");
        return table;
    }

    @Test
    void columnsLineUpAndNothingTrails() {
        assertThat(table().fitted(100).lines())
                .containsExactly(
                        "ID  TITLE                                           N",
                        "a   a short one                                     1",
                        "b   one that is a good deal longer than the others  22");
    }

    @Test
    void theWidestColumnGivesWay() {
        assertThat(table().fitted(30).lines())
                .containsExactly(
                        "ID  TITLE                   N",
                        "a   a short one             1",
                        "b   one that is a good de…  22");
    }

    @Test
    void noLineIsWiderThanAskedForAsFarAsItGoes() {
        assertThat(table().fitted(12).lines())
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(12));
        assertThat(table().fitted(1).lines().findFirst()).hasValue("ID  TIT…  N");
    }

    @Test
    void charactersOutsideTheBasicPlaneAreNotCutInTwo() {
        assertThat(Table.shortened("𝒳𝒳𝒳𝒳", 3)).isEqualTo("𝒳𝒳…");
    }
}
