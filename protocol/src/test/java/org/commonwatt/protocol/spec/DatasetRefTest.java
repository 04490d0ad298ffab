package org.commonwatt.protocol.spec;

import java.util.Locale;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class DatasetRefTest {

    private static final String HASH = "0123456789abcdef".repeat(4);

    @Test
    void theThreeFormsAreReadAndWrittenAlike() {
        assertThat(DatasetRef.parse("digits@12")).isEqualTo(new DatasetRef.Named("digits", 12));
        assertThat(DatasetRef.parse("file:../data/digits")).isEqualTo(new DatasetRef.Local("../data/digits"));
        assertThat(DatasetRef.parse("sha256:" + HASH)).isEqualTo(new DatasetRef.ByHash(HASH));
        for (String text : new String[] {"digits@12", "file:../data/digits", "sha256:" + HASH}) {
            assertThat(DatasetRef.parse(text)).hasToString(text);
        }
    }

    @Test
    void aHashIsReadInEitherCase() {
        assertThat(DatasetRef.parse("sha256:" + HASH.toUpperCase(Locale.ROOT))).isEqualTo(new DatasetRef.ByHash(HASH));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "digits",
                "digits@0",
                "digits@",
                "digits@1.0",
                "digits@9999999999",
                "Digits@1",
                "@1",
                "file:",
                "sha256:12",
                "sha1:aa"
            })
    void everythingElseIsRefusedWithTheThreeForms(String text) {
        assertThatThrownBy(() -> DatasetRef.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("name@version", "file:PATH", "sha256:");
    }
}
