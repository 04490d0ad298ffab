package org.commonwatt.worker.training.data;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.commonwatt.worker.pipe.ToTrainer;

import static org.assertj.core.api.Assertions.assertThat;

class SingleTextTest {

    @TempDir
    Path folder;

    @Test
    void oneEndOfALineAtTheEndIsNoPartOfAText() throws Exception {
        assertThat(read("cad\n")).isEqualTo("cad");
        assertThat(read("cad\r\n")).isEqualTo("cad");
        assertThat(read("one\ntwo\n\n")).isEqualTo("one\ntwo\n");
        assertThat(read("\n")).isEmpty();
        assertThat(read("cad ")).isEqualTo("cad ");
    }

    @Test
    void aByteOrderMarkIsNoPartOfAText() throws Exception {
        assertThat(read("\ufeffcad\n")).isEqualTo("cad");
    }

    /** Reads {@code text} from a file, and as it is: both give the same. */
    private String read(String text) throws Exception {
        Path file = Files.writeString(folder.resolve("text.txt"), text);
        String fromFile = SingleText.read(new ToTrainer.Input(file.toString(), null));
        assertThat(SingleText.read(new ToTrainer.Input(null, text))).isEqualTo(fromFile);
        return fromFile;
    }
}
