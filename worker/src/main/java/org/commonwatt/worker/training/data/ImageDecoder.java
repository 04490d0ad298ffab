package org.commonwatt.worker.training.data;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

import org.jspecify.annotations.Nullable;

/**
 * Decodes PNG and JPEG images of one size into bytes (channels, height, width). The size is read from the image's header
 * before any pixel is, so that nothing larger than announced is ever decoded.
 */
final class ImageDecoder {

    /** Most bytes of an image's file, 64 MiB; an entry that unpacks to more is refused. */
    private static final long LARGEST_FILE = 64L << 20;

    private static final Set<String> FORMATS = Set.of("png", "jpeg");

    /** What the JPEG decoder says, and goes on in grey, where pixels are missing; its other warnings are harmless. */
    private static final Pattern CUT = Pattern.compile("(?i)premature end|bad huffman");

    private final int channels;
    private final int height;
    private final int width;

    ImageDecoder(int channels, int height, int width) {
        this.channels = channels;
        this.height = height;
        this.width = width;
    }

    /** Number of bytes of a decoded image. */
    int bytes() {
        return Math.multiplyExact(channels, Math.multiplyExact(height, width));
    }

    /** Reads no more than the image's header. */
    void checkSize(InputStream in, String file, String entry) throws DataFault {
        read(in, file, entry, reader -> 0);
    }

    /** The pixels, channel by channel, each row by row. */
    byte[] decode(InputStream in, String file, String entry) throws DataFault {
        BufferedImage image = read(in, file, entry, reader -> reader.read(0));
        byte[] bytes = new byte[bytes()];
        if (image.getColorModel().getColorSpace().getType() == ColorSpace.TYPE_GRAY) {
            copyGrey(image, bytes);
        } else if (channels == 1 || channels == 3) {
            copyColours(image, bytes);
        } else {
            throw new DataFault(
                    file,
                    "'%s' has colours, which make 3 channels or, as shades of grey, 1; the manifest says %d"
                            .formatted(entry, channels));
        }
        return bytes;
    }

    /** Takes grey values as stored: a conversion through colours would apply the grey profile's gamma. */
    private void copyGrey(BufferedImage image, byte[] bytes) {
        int plane = height * width;
        int spareBits = Math.max(0, image.getColorModel().getComponentSize(0) - Byte.SIZE);
        int[] row = new int[width];
        for (int y = 0; y < height; y++) {
            image.getRaster().getSamples(0, y, width, 1, 0, row);
            for (int x = 0; x < width; x++) {
                for (int channel = 0; channel < channels; channel++) {
                    bytes[channel * plane + y * width + x] = (byte) (row[x] >> spareBits);
                }
            }
        }
    }

    private void copyColours(BufferedImage image, byte[] bytes) {
        int plane = height * width;
        int[] row = new int[width];
        for (int y = 0; y < height; y++) {
            image.getRGB(0, y, width, 1, row, 0, width);
            for (int x = 0; x < width; x++) {
                int red = row[x] >> 16 & 0xff;
                int green = row[x] >> 8 & 0xff;
                int blue = row[x] & 0xff;
                int at = y * width + x;
                if (channels == 1) {
                    // ITU-R BT.601 luma in 16-bit fixed point.
                    bytes[at] = (byte) ((red * 19595 + green * 38470 + blue * 7471 + 0x8000) >> 16);
                } else {
                    bytes[at] = (byte) red;
                    bytes[plane + at] = (byte) green;
                    bytes[2 * plane + at] = (byte) blue;
                }
            }
        }
    }

    private <T> T read(InputStream in, String file, String entry, Reading<T> reading) throws DataFault {
        try (ImageInputStream stream = new MemoryCacheImageInputStream(new LimitedInputStream(in, LARGEST_FILE))) {
            ImageReader reader = reader(stream);
            if (reader == null) {
                throw new DataFault(file, "'" + entry + "' is neither a PNG nor a JPEG image");
            }
            List<String> warnings = new ArrayList<>();
            reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
            try {
                reader.setInput(stream, true, true);
                if (reader.getHeight(0) != height || reader.getWidth(0) != width) {
                    throw new DataFault(
                            file,
                            "'%s' is %d × %d pixels (height × width), where the manifest says %d × %d"
                                    .formatted(entry, reader.getHeight(0), reader.getWidth(0), height, width));
                }
                T result = reading.of(reader);
                for (String warning : warnings) {
                    if (CUT.matcher(warning).find()) {
                        throw new DataFault(file, "'" + entry + "' is a damaged image: " + warning);
                    }
                }
                return result;
            } finally {
                reader.dispose();
            }
        } catch (IOException | RuntimeException e) {
            // The decoders answer damaged data with a wide range of unchecked exceptions.
            throw new DataFault(
                    file, "'" + entry + "' is a damaged image: " + deepest(e).getMessage());
        }
    }

    private static @Nullable ImageReader reader(ImageInputStream stream) throws IOException {
        for (Iterator<ImageReader> readers = ImageIO.getImageReaders(stream); readers.hasNext(); ) {
            ImageReader reader = readers.next();
            if (FORMATS.contains(reader.getFormatName().toLowerCase(Locale.ROOT))) {
                return reader;
            }
        }
        return null;
    }

    /** The decoders wrap what they ran into in sentences that say less. */
    private static Throwable deepest(Throwable thrown) {
        Throwable deepest = thrown;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        return deepest;
    }

    private interface Reading<T> {
        T of(ImageReader reader) throws IOException;
    }
}
