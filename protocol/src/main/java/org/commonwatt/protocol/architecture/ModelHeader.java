package org.commonwatt.protocol.architecture;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.commonwatt.protocol.Rejected;

/**
 * What a model file says of itself before its numbers. A safetensors file begins with the length of its header, eight
 * bytes with the lowest first, and the header, which is JSON; the texts under {@code __metadata__} are the writer's own.
 */
public final class ModelHeader {

    /** Longest header that is read: 16 MiB. Ours have some kilobytes, and a vocabulary of a megabyte or two. */
    static final int LONGEST = 16 << 20;

    private static final String WHERE = "/model/from";

    private ModelHeader() {}

    /**
     * Reads what a trained model is made of from the beginning of its file; no more of it is read than the header.
     *
     * @throws Rejected at {@code /model/from} when it is no model that a spec can begin with
     * @throws IOException when the bytes can't be read
     */
    public static BaseModel base(InputStream file) throws IOException, Rejected {
        String layers = metadata(file).path(BaseModel.KEY).asString("");
        if (layers.isEmpty()) {
            throw refused(
                    "does not say which layers it has: only a model that Commonwatt trained, and that is a list"
                            + " of layers, can be a base",
                    null);
        }
        try {
            return BaseModel.parse(layers);
        } catch (Rejected unknown) {
            throw refused("names layers unknown here", unknown.getMessage());
        }
    }

    private static JsonNode metadata(InputStream file) throws IOException, Rejected {
        byte[] start = file.readNBytes(Long.BYTES);
        long length = start.length < Long.BYTES
                ? -1
                : ByteBuffer.wrap(start).order(ByteOrder.LITTLE_ENDIAN).getLong();
        if (length < 2 || length > LONGEST) {
            throw refused("is no safetensors file", "its header would take " + length + " bytes");
        }
        byte[] header = file.readNBytes((int) length);
        if (header.length < length) {
            throw refused("is no safetensors file", "it ends within its header");
        }
        try {
            return JsonMapper.shared().readTree(header).path("__metadata__");
        } catch (JacksonException e) {
            throw refused("is no safetensors file", "its header is not JSON");
        }
    }

    private static Rejected refused(String what, @Nullable String why) {
        return Rejected.at(WHERE, "the model's file " + what + (why == null ? "" : ": " + why));
    }
}
