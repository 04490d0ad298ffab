package org.commonwatt.protocol.architecture;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import org.commonwatt.protocol.Rejected;
import org.commonwatt.protocol.Violation;
import org.commonwatt.protocol.spec.Layer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class ModelHeaderTest {

    private static final BaseModel MODEL =
            new BaseModel(List.of(1L, 28L, 28L), List.of(new Layer.Flatten(null), new Layer.Dense("last", 10, true)));

    @Test
    void aModelIsReadFromTheBeginningOfItsFileAndNoMore() throws Exception {
        InputStream untouchable = new InputStream() {
            @Override
            public int read() {
                throw new AssertionError("read beyond the header");
            }
        };
        byte[] start = file(metadata(MODEL.toText()));

        BaseModel read = ModelHeader.base(new SequenceInputStream(new ByteArrayInputStream(start), untouchable));

        assertThat(read).isEqualTo(MODEL);
    }

    @Test
    void aModelOfEarlierDaysDoesNotSayItsInput() throws Exception {
        BaseModel read = ModelHeader.base(in(file(metadata("{\"layers\": [{\"type\": \"flatten\"}]}"))));

        assertThat(read).isEqualTo(new BaseModel(null, List.of(new Layer.Flatten(null))));
    }

    @Test
    void whatIsNoModelFileIsRefusedWithTheReason() {
        assertThat(refused(new byte[3])).contains("is no safetensors file", "would take -1 bytes");
        assertThat(refused("PK and then more bytes".getBytes(UTF_8))).contains("its header would take");
        assertThat(refused(length(ModelHeader.LONGEST + 1L))).contains("its header would take 16777217 bytes");
        assertThat(refused(length(50))).contains("it ends within its header");
        assertThat(refused(file("so said he"))).contains("its header is not JSON");
    }

    @Test
    void aFileThatNamesNoLayersOfOursIsRefused() {
        assertThat(refused(file("{\"a\": {\"dtype\": \"F32\"}}"))).contains("only a model that Commonwatt trained");
        assertThat(refused(file(metadata("{\"layers\": [{\"type\": \"warp\"}]}"))))
                .contains("names layers unknown here", "warp");
        assertThat(refused(file(metadata("[")))).contains("names layers unknown here", "not JSON");
    }

    private static String refused(byte[] file) {
        Rejected rejected = catchThrowableOfType(Rejected.class, () -> ModelHeader.base(in(file)));
        assertThat(rejected.violations()).hasSize(1);
        Violation violation = rejected.violations().getFirst();
        assertThat(violation.pointer()).isEqualTo("/model/from");
        return violation.message();
    }

    private static InputStream in(byte[] file) {
        return new ByteArrayInputStream(file);
    }

    private static String metadata(String layers) {
        ObjectNode header = JsonMapper.shared().createObjectNode();
        header.putObject("__metadata__").put(BaseModel.KEY, layers);
        return header.toString();
    }

    private static byte[] length(long length) {
        return ByteBuffer.allocate(Long.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(length)
                .array();
    }

    private static byte[] file(String header) {
        byte[] text = header.getBytes(UTF_8);
        try (InputStream both = new SequenceInputStream(in(length(text.length)), in(text))) {
            return both.readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
