package org.commonwatt.protocol.spec;

import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ByteSizeTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0, 0B",
        "1024, 1024, 1KiB",
        "1000B, 1000, 1000B",
        "1k, 1000, 1000B",
        "1K, 1000, 1000B",
        "512MiB, 536870912, 512MiB",
        "2GB, 2000000000, 1953125KiB",
        "1.5GiB, 1610612736, 1536MiB",
        "' 3 TiB ', 3298534883328, 3TiB",
        "2048TiB, 2251799813685248, 2048TiB"
    })
    void readsUnitsAndWritesTheShortestExactForm(String text, long bytes, String written) {
        assertThat(ByteSize.parse(text)).isEqualTo(new ByteSize(bytes)).hasToString(written);
        assertThat(ByteSize.parse(written)).isEqualTo(new ByteSize(bytes));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "MiB", "-1", "1.2.3", "1 EiB", "1e9", "ten", "1 G iB", "999999999999TiB"})
    void refusesEverythingElse(String text) {
        assertThatThrownBy(() -> ByteSize.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void everySizeIsReadBackFromItsWrittenForm() {
        Random random = new Random(5);
        for (int i = 0; i < 10_000; i++) {
            ByteSize size = new ByteSize(random.nextLong(1L << (1 + random.nextInt(39))) << random.nextInt(24));
            assertThat(ByteSize.parse(size.toString())).isEqualTo(size);
        }
    }
}
