package org.commonwatt.worker.training.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

import org.commonwatt.protocol.dataset.DataFormat;

/**
 * A split in a zip file whose top folders are the classes. Examples are numbered by their sorted paths. Nothing is
 * unpacked under a name of its own: each image is decoded when it is first needed, and its pixels kept in a file in the
 * work folder for later epochs.
 */
final class ImageFolderExamples implements Examples {

    private final String file;
    private final ZipFile zip;
    private final List<Image> images;
    private final ImageDecoder decoder;
    private final FileChannel pixels;
    private final BitSet decoded = new BitSet();
    private final ByteBuffer record;

    private ImageFolderExamples(String file, ZipFile zip, List<Image> images, ImageDecoder decoder, Path pixels)
            throws IOException {
        this.file = file;
        this.zip = zip;
        this.images = images;
        this.decoder = decoder;
        this.pixels = FileChannel.open(pixels, StandardOpenOption.READ, StandardOpenOption.WRITE);
        this.record = ByteBuffer.allocate(decoder.bytes());
    }

    static ImageFolderExamples open(DataFormat.ImageFolder format, Split split, Path workFolder)
            throws IOException, DataFault {
        if (split.files().size() != 1) {
            throw new DataFault(
                    split.name(),
                    "an image folder has one zip file in each split, not "
                            + split.files().size());
        }
        Split.File file = split.files().getFirst();
        ZipFile zip;
        try {
            zip = new ZipFile(file.path().toFile());
        } catch (ZipException e) {
            throw new DataFault(file.name(), "not a readable zip file: " + e.getMessage());
        }
        try {
            List<Image> images = list(zip, file.name(), format.target().names());
            if (images.size() != split.examples()) {
                throw new DataFault(
                        file.name(),
                        "has " + images.size() + " images, but the manifest says that split " + split.name() + " has "
                                + split.examples() + " examples");
            }
            ImageDecoder decoder = new ImageDecoder(format.channels(), format.height(), format.width());
            Path pixels = Files.createTempFile(workFolder, "pixels-", ".u8");
            ImageFolderExamples examples = new ImageFolderExamples(file.name(), zip, images, decoder, pixels);
            examples.checkSizes();
            return examples;
        } catch (IOException | DataFault e) {
            zip.close();
            throw e;
        }
    }

    private static List<Image> list(ZipFile zip, String file, List<String> classes) throws DataFault {
        List<Image> images = new ArrayList<>();
        for (Enumeration<? extends ZipEntry> entries = zip.entries(); entries.hasMoreElements(); ) {
            ZipEntry entry = entries.nextElement();
            if (entry.isDirectory()) {
                continue;
            }
            String path = entry.getName();
            String[] parts = path.split("/", -1);
            if (parts.length < 2 || path.contains("\\") || List.of(parts).contains("..") || parts[0].isEmpty()) {
                throw new DataFault(file, "'" + path + "' is not CLASS/IMAGE");
            }
            int label = classes.indexOf(parts[0]);
            if (label < 0) {
                throw new DataFault(file, "'" + path + "' lies in a folder that is no class of the manifest");
            }
            String lower = path.toLowerCase(Locale.ROOT);
            if (!lower.endsWith(".png") && !lower.endsWith(".jpg") && !lower.endsWith(".jpeg")) {
                throw new DataFault(file, "'" + path + "' is not named .png, .jpg or .jpeg");
            }
            images.add(new Image(entry, label));
        }
        images.sort(Comparator.comparing(image -> image.entry().getName()));
        return List.copyOf(images);
    }

    private void checkSizes() throws IOException, DataFault {
        for (Image image : images) {
            try (InputStream in = zip.getInputStream(image.entry())) {
                decoder.checkSize(in, file, image.entry().getName());
            }
        }
    }

    @Override
    public long count() {
        return images.size();
    }

    @Override
    public void readInput(long index, float[] values, int offset) throws DataFault, IOException {
        int number = (int) index;
        long position = index * decoder.bytes();
        record.clear();
        if (decoded.get(number)) {
            while (record.hasRemaining()) {
                if (pixels.read(record, position + record.position()) < 0) {
                    throw new IOException("the file of decoded pixels is shorter than what was written to it");
                }
            }
        } else {
            ZipEntry entry = images.get(number).entry();
            try (InputStream in = zip.getInputStream(entry)) {
                record.put(decoder.decode(in, file, entry.getName()));
            }
            record.flip();
            while (record.hasRemaining()) {
                pixels.write(record, position + record.position());
            }
            decoded.set(number);
        }
        byte[] bytes = record.array();
        for (int i = 0; i < bytes.length; i++) {
            values[offset + i] = bytes[i] & 0xff;
        }
    }

    @Override
    public void readTarget(long index, float[] values, int offset) {
        values[offset] = images.get((int) index).label();
    }

    @Override
    public void close() throws IOException {
        Closing.all(zip, pixels);
    }

    /** An image in the zip, and its class. */
    private record Image(ZipEntry entry, int label) {}
}
