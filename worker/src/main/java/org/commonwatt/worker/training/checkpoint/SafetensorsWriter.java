package org.commonwatt.worker.training.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.SortedMap;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes safetensors files: the header's length as a little-endian 64-bit number, the header as JSON padded with spaces
 * to a multiple of 8 bytes, then the values without gaps. The bytes depend on what is written and nothing else.
 */
final class SafetensorsWriter {

    private static final JsonMapper JSON = JsonMapper.shared();

    private SafetensorsWriter() {}

    /**
     * Writes the file whole or not at all: to a neighbour first, synced, then renamed over {@code target}.
     *
     * @param metadata texts by key
     */
    static void write(Path target, SortedMap<String, String> metadata, List<NamedTensor> tensors) throws IOException {
        Path folder = target.toAbsolutePath().getParent();
        if (folder == null) {
            throw new IOException(target + " has no folder");
        }
        Path draft = Files.createTempFile(folder, ".draft-", ".safetensors");
        try {
            try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
                writeFully(channel, header(metadata, tensors));
                for (NamedTensor tensor : tensors) {
                    writeFully(channel, tensor.bytes().duplicate().clear());
                }
                channel.force(true);
            }
            Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            syncFolder(folder);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private static ByteBuffer header(SortedMap<String, String> metadata, List<NamedTensor> tensors) {
        ObjectNode root = JSON.createObjectNode();
        ObjectNode texts = root.putObject("__metadata__");
        metadata.forEach(texts::put);
        long offset = 0;
        for (NamedTensor tensor : tensors) {
            ObjectNode entry = root.putObject(tensor.name());
            entry.put("dtype", "F32");
            var shape = entry.putArray("shape");
            for (long size : tensor.shape().getShape()) {
                shape.add(size);
            }
            entry.putArray("data_offsets")
                    .add(offset)
                    .add(offset + tensor.bytes().capacity());
            offset += tensor.bytes().capacity();
        }
        byte[] json = JSON.writeValueAsString(root).getBytes(StandardCharsets.UTF_8);
        int padded = (json.length + 7) / 8 * 8;
        ByteBuffer header = ByteBuffer.allocate(Long.BYTES + padded).order(ByteOrder.LITTLE_ENDIAN);
        header.putLong(padded).put(json);
        while (header.hasRemaining()) {
            header.put((byte) ' ');
        }
        return header.flip();
    }

    private static void writeFully(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /** A rename survives a power cut only once its folder is synced; systems that can't open a folder sync it themselves. */
    private static void syncFolder(Path folder) throws IOException {
        if (!System.getProperty("os.name", "").startsWith("Windows")) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }
}
