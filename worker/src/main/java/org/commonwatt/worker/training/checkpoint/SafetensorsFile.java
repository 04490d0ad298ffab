package org.commonwatt.worker.training.checkpoint;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A safetensors file opened for reading. Everything its header says is checked before it is used. */
final class SafetensorsFile implements Closeable {

    /** Longest header that is read, 100 MB, as in the format's own reader. */
    private static final long LONGEST_HEADER = 100_000_000;

    private final FileChannel channel;
    private final Map<String, String> metadata = new HashMap<>();
    private final Map<String, Extent> extents = new HashMap<>();

    private SafetensorsFile(FileChannel channel) {
        this.channel = channel;
    }

    /** @throws IOException when it can't be read or is no safetensors file of float32 arrays */
    static SafetensorsFile open(Path path) throws IOException {
        SafetensorsFile file = new SafetensorsFile(FileChannel.open(path, StandardOpenOption.READ));
        try {
            file.readHeader();
            return file;
        } catch (IOException e) {
            file.close();
            throw new IOException(path.getFileName() + ": " + e.getMessage(), e);
        }
    }

    private void readHeader() throws IOException {
        ByteBuffer start = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        readFully(start, 0);
        long length = start.getLong(0);
        if (length < 2 || length > LONGEST_HEADER || length > channel.size() - Long.BYTES) {
            throw new IOException("not a safetensors file: its header would take " + length + " bytes");
        }
        ByteBuffer text = ByteBuffer.allocate((int) length);
        readFully(text, Long.BYTES);
        JsonNode root;
        try {
            root = JsonMapper.shared().readTree(new String(text.array(), StandardCharsets.UTF_8));
        } catch (JacksonException e) {
            throw new IOException("not a safetensors file: its header is not JSON", e);
        }
        long data = Long.BYTES + length;
        for (Map.Entry<String, JsonNode> entry : root.properties()) {
            if (entry.getKey().equals("__metadata__")) {
                entry.getValue()
                        .properties()
                        .forEach(text1 ->
                                metadata.put(text1.getKey(), text1.getValue().asString()));
            } else {
                extents.put(entry.getKey(), extent(entry.getKey(), entry.getValue(), data));
            }
        }
    }

    private Extent extent(String name, JsonNode entry, long data) throws IOException {
        JsonNode offsets = entry.path("data_offsets");
        long from = offsets.path(0).asLong(-1);
        long to = offsets.path(1).asLong(-1);
        if (!entry.path("dtype").asString("").equals("F32")) {
            throw new IOException(name + " is not float32");
        }
        if (from < 0 || to < from || to > channel.size() - data) {
            throw new IOException(name + " lies outside of the file");
        }
        return new Extent(data + from, to - from);
    }

    /** The header's texts. */
    Map<String, String> metadata() {
        return metadata;
    }

    /** Whether there is such an array of so many bytes. */
    boolean has(String name, long bytes) {
        Extent extent = extents.get(name);
        return extent != null && extent.bytes() == bytes;
    }

    /**
     * Fills {@code into}, from its start to its capacity, with the array's bytes.
     *
     * @throws IOException when the file has no such array or one of another size
     */
    void read(String name, ByteBuffer into) throws IOException {
        Extent extent = extents.get(name);
        if (extent == null) {
            throw new IOException("it has no array " + name);
        }
        if (extent.bytes() != into.capacity()) {
            throw new IOException(name + " has " + extent.bytes() + " bytes where " + into.capacity() + " are needed");
        }
        readFully(into.duplicate().clear(), extent.position());
    }

    private void readFully(ByteBuffer into, long position) throws IOException {
        int start = into.position();
        while (into.hasRemaining()) {
            if (channel.read(into, position + into.position() - start) < 0) {
                throw new EOFException("it ends too early");
            }
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    /** Where an array's bytes lie in the file. */
    private record Extent(long position, long bytes) {}
}
