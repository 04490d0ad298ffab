package org.commonwatt.worker.training.data;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.commonwatt.protocol.dataset.DataFormat;
import org.commonwatt.protocol.dataset.Target;
import org.commonwatt.worker.pipe.ToTrainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SingleInputTest {

    private static final Target.Classes PETS = new Target.Classes(List.of("cat", "dog"));
    private static final DataFormat.Csv ROWS = new DataFormat.Csv(List.of("x", "y"), List.of("pet"), ";", PETS);
    private static final DataFormat.Idx IMAGES = new DataFormat.Idx(List.of(1, 2, 3), PETS);

    @TempDir
    Path folder;

    @Test
    void quotedValuesAreReadAsInTraining() throws Exception {
        assertThat(read("\"1.5\";2")).containsExactly(1.5f, 2);
        assertThat(read("\ufeff\"y\";\"a; \"\"b\"\"\";x\r\n\"2\";7;1\r\n")).containsExactly(1, 2);
        assertThat(read(" 1 ; 2 \n  \n")).containsExactly(1, 2);
        assertThatThrownBy(() -> read("1;2\n3;4\n5;6")).hasMessageContaining("has 3 lines");
    }

    @Test
    void anImageIsGivenToAModelOfBytesAlone() throws Exception {
        Path file = folder.resolve("pet.png");
        ImageIO.write(new BufferedImage(3, 2, BufferedImage.TYPE_BYTE_GRAY), "png", file.toFile());
        ToTrainer.Input image = new ToTrainer.Input(file.toString(), null);

        assertThat(new SingleInput(IMAGES, List.of(), null).read(image)).hasSize(6);
        assertThatThrownBy(() -> new SingleInput(IMAGES, List.of(), "float32").read(image))
                .isInstanceOf(DataFault.class)
                .hasMessage("pet.png: is an image, whose pixels go from 0 to 255, and the model was trained on float32:"
                        + " give the numbers as CSV or JSON");
    }

    private static float[] read(String text) throws Exception {
        return new SingleInput(ROWS, List.of(), null).read(new ToTrainer.Input(null, text));
    }
}
