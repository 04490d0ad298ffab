package org.commonwatt.worker.training.data;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.commonwatt.protocol.dataset.DataFormat;
import org.commonwatt.protocol.dataset.Target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ImageFolderExamplesTest {

    private static final Target.Classes PETS = new Target.Classes(List.of("cat", "dog"));
    private static final DataFormat.ImageFolder GREY = new DataFormat.ImageFolder(1, 2, 3, PETS);
    private static final DataFormat.ImageFolder COLOUR = new DataFormat.ImageFolder(3, 2, 3, PETS);

    @TempDir
    Path folder;

    private final Map<String, byte[]> entries = new LinkedHashMap<>();

    @Test
    void greyImagesKeepTheirStoredValues() throws Exception {
        entries.put("dog/b.png", png(grey(0, 10, 20, 100, 200, 255)));
        entries.put("cat/a.png", png(grey(5, 5, 5, 5, 5, 5)));

        try (Examples examples = open(GREY, 2)) {
            assertThat(input(examples, 0, 6)).containsOnly(5);
            assertThat(target(examples, 0)).isEqualTo(0);
            assertThat(input(examples, 1, 6)).containsExactly(0, 10, 20, 100, 200, 255);
            assertThat(target(examples, 1)).isEqualTo(1);
            assertThat(input(examples, 1, 6)).as("from the kept pixels").containsExactly(0, 10, 20, 100, 200, 255);
        }
    }

    @Test
    void coloursBecomeThreePlanes() throws Exception {
        BufferedImage image = new BufferedImage(3, 2, BufferedImage.TYPE_INT_RGB);
        image.setRGB(0, 0, 0x0a141e);
        image.setRGB(2, 1, 0xff8000);
        entries.put("cat/a.png", png(image));

        try (Examples examples = open(COLOUR, 1)) {
            assertThat(input(examples, 0, 18))
                    .containsExactly(10, 0, 0, 0, 0, 255, 20, 0, 0, 0, 0, 128, 30, 0, 0, 0, 0, 0);
        }
    }

    @Test
    void greyImagesFillAllPlanesAndColoursBecomeTheirLuma() throws Exception {
        entries.put("cat/a.png", png(grey(0, 10, 20, 100, 200, 255)));
        try (Examples examples = open(COLOUR, 1)) {
            assertThat(input(examples, 0, 18))
                    .containsExactly(0, 10, 20, 100, 200, 255, 0, 10, 20, 100, 200, 255, 0, 10, 20, 100, 200, 255);
        }
        BufferedImage image = new BufferedImage(3, 2, BufferedImage.TYPE_INT_RGB);
        image.setRGB(0, 0, 0xff0000);
        image.setRGB(1, 0, 0x00ff00);
        image.setRGB(2, 0, 0xffffff);
        entries.put("cat/a.png", png(image));
        try (Examples examples = open(GREY, 1)) {
            assertThat(input(examples, 0, 6)).containsExactly(76, 150, 255, 0, 0, 0);
        }
    }

    @Test
    void jpegImagesAreRead() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        assertThat(ImageIO.write(grey(128, 128, 128, 128, 128, 128), "jpeg", bytes))
                .isTrue();
        entries.put("cat/a.JPG", bytes.toByteArray());

        try (Examples examples = open(GREY, 1)) {
            for (float value : input(examples, 0, 6)) {
                assertThat(value).isBetween(126f, 130f);
            }
        }
    }

    @Test
    void imagesOfAnotherSizeAreRefusedBeforeAnyIsDecoded() throws Exception {
        entries.put("cat/a.png", png(new BufferedImage(2, 3, BufferedImage.TYPE_BYTE_GRAY)));

        refused(GREY, 1, "pets.zip: 'cat/a.png' is 3 × 2 pixels (height × width), where the manifest says 2 × 3");
    }

    @Test
    void pathsThatAreNotClassAndImageAreRefused() throws Exception {
        for (String path : List.of("a.png", "/cat/a.png", "../cat/a.png", "cat/../../a.png", "cat\\a.png")) {
            entries.clear();
            entries.put(path, png(grey(0, 0, 0, 0, 0, 0)));
            refused(GREY, 1, "pets.zip: '" + path + "' is not CLASS/IMAGE");
        }
    }

    @Test
    void unknownFoldersAndFilesAreRefused() throws Exception {
        entries.put("bird/a.png", png(grey(0, 0, 0, 0, 0, 0)));
        refused(GREY, 1, "pets.zip: 'bird/a.png' lies in a folder that is no class of the manifest");
        entries.clear();
        entries.put("cat/notes.txt", new byte[10]);
        refused(GREY, 1, "pets.zip: 'cat/notes.txt' is not named .png, .jpg or .jpeg");
        entries.clear();
        entries.put("cat/a.png", "not an image".getBytes(StandardCharsets.UTF_8));
        refused(GREY, 1, "pets.zip: 'cat/a.png' is neither a PNG nor a JPEG image");
    }

    @Test
    void anotherNumberOfImagesThanAnnouncedIsRefused() throws Exception {
        entries.put("cat/a.png", png(grey(0, 0, 0, 0, 0, 0)));

        refused(GREY, 2, "pets.zip: has 1 images, but the manifest says that split train has 2 examples");
    }

    @Test
    void damagedPixelsNameTheImage() throws Exception {
        byte[] whole = png(grey(0, 10, 20, 100, 200, 255));
        byte[] damaged = Arrays.copyOf(whole, whole.length - 24);
        entries.put("cat/a.png", damaged);

        try (Examples examples = open(GREY, 1)) {
            assertThatThrownBy(() -> input(examples, 0, 6))
                    .isInstanceOf(DataFault.class)
                    .hasMessageStartingWith("pets.zip: 'cat/a.png' is a damaged image");
        }
    }

    @Test
    void halfAJpegImageIsRefused() throws Exception {
        BufferedImage noise = new BufferedImage(64, 64, BufferedImage.TYPE_BYTE_GRAY);
        SplittableRandom random = new SplittableRandom(1);
        noise.getRaster()
                .setSamples(0, 0, 64, 64, 0, random.ints(64 * 64, 0, 256).toArray());
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        ImageIO.write(noise, "jpeg", whole);
        entries.put("cat/a.jpg", Arrays.copyOf(whole.toByteArray(), whole.size() / 2));
        entries.put("cat/b.jpg", whole.toByteArray());

        try (Examples examples = open(new DataFormat.ImageFolder(1, 64, 64, PETS), 2)) {
            assertThat(input(examples, 1, 64 * 64)).hasSize(64 * 64);
            assertThatThrownBy(() -> input(examples, 0, 64 * 64))
                    .isInstanceOf(DataFault.class)
                    .hasMessageStartingWith("pets.zip: 'cat/a.jpg' is a damaged image: ")
                    .hasMessageContaining("remature end");
        }
    }

    @Test
    void anImageOfAnotherKindIsRefusedWhateverItIsCalled() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(grey(0, 10, 20, 100, 200, 255), "gif", bytes);
        entries.put("cat/a.png", bytes.toByteArray());

        refused(GREY, 1, "pets.zip: 'cat/a.png' is neither a PNG nor a JPEG image");
    }

    @Test
    void anEntryThatUnpacksToFarMoreThanAnImageIsRefused() throws Exception {
        // A real header and first chunk, and then 80 MiB that pack to almost nothing.
        byte[] bomb = Arrays.copyOf(png(grey(0, 0, 0, 0, 0, 0)), 80 << 20);
        // The chunk after the header claims to be as long as all that follows, so a reader must pass through it.
        ByteBuffer.wrap(bomb).putInt(33, (80 << 20) - 100).put(37, new byte[] {'t', 'E', 'X', 't'});
        entries.put("cat/a.png", bomb);

        try (Examples examples = open(GREY, 1)) {
            assertThatThrownBy(() -> input(examples, 0, 6))
                    .isInstanceOf(DataFault.class)
                    .hasMessageContaining("unpacks to more bytes than an image may have");
        }
    }

    @Test
    void somethingElseThanAZipIsRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("pets.zip"), "not a zip");

        assertThatThrownBy(() -> open(GREY, file, 1))
                .isInstanceOf(DataFault.class)
                .hasMessageStartingWith("pets.zip: not a readable zip file");
    }

    private void refused(DataFormat.ImageFolder format, long examples, String message) {
        assertThatThrownBy(() -> open(format, examples))
                .isInstanceOf(DataFault.class)
                .hasMessage(message);
    }

    private Examples open(DataFormat.ImageFolder format, long examples) throws Exception {
        Path file = folder.resolve("pets.zip");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
            }
        }
        return open(format, file, examples);
    }

    private Examples open(DataFormat.ImageFolder format, Path file, long examples) throws Exception {
        Split split = new Split("train", examples, List.of(new Split.File("pets.zip", file)));
        return ImageFolderExamples.open(format, split, folder);
    }

    private static BufferedImage grey(int... values) {
        BufferedImage image = new BufferedImage(3, 2, BufferedImage.TYPE_BYTE_GRAY);
        image.getRaster().setSamples(0, 0, 3, 2, 0, values);
        return image;
    }

    private static byte[] png(BufferedImage image) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "png", bytes);
        return bytes.toByteArray();
    }

    private static float[] input(Examples examples, long index, int length) throws Exception {
        float[] values = new float[length];
        examples.readInput(index, values, 0);
        return values;
    }

    private static float target(Examples examples, long index) throws Exception {
        float[] values = new float[1];
        examples.readTarget(index, values, 0);
        return values[0];
    }
}
