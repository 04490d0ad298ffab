package org.commonwatt.worker.training.data;

import java.nio.ByteBuffer;

import org.jspecify.annotations.Nullable;

/** The types of an IDX file's values, all big-endian. */
enum IdxType {
    UINT8(0x08, 1),
    INT8(0x09, 1),
    INT16(0x0b, 2),
    INT32(0x0c, 4),
    FLOAT32(0x0d, 4),
    FLOAT64(0x0e, 8);

    private final int code;
    private final int bytes;

    IdxType(int code, int bytes) {
        this.code = code;
        this.bytes = bytes;
    }

    static @Nullable IdxType of(int code) {
        for (IdxType type : values()) {
            if (type.code == code) {
                return type;
            }
        }
        return null;
    }

    /** Size of one value. */
    int bytes() {
        return bytes;
    }

    boolean isWhole() {
        return this != FLOAT32 && this != FLOAT64;
    }

    /** Reads all remaining values, and says how many they were. */
    int read(ByteBuffer from, float[] values, int offset) {
        int count = from.remaining() / bytes;
        switch (this) {
            case UINT8 -> {
                for (int i = 0; i < count; i++) {
                    values[offset + i] = from.get() & 0xff;
                }
            }
            case INT8 -> {
                for (int i = 0; i < count; i++) {
                    values[offset + i] = from.get();
                }
            }
            case INT16 -> {
                for (int i = 0; i < count; i++) {
                    values[offset + i] = from.getShort();
                }
            }
            case INT32 -> {
                for (int i = 0; i < count; i++) {
                    values[offset + i] = from.getInt();
                }
            }
            case FLOAT32 -> from.asFloatBuffer().get(values, offset, count);
            case FLOAT64 -> {
                for (int i = 0; i < count; i++) {
                    values[offset + i] = (float) from.getDouble();
                }
            }
        }
        return count;
    }
}
