package org.commonwatt.worker.training.tensor;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

/**
 * A float32 vector in the engine's memory, which the engine sees as one array of shape (n) and Java as a direct buffer
 * over the same bytes. Nothing is copied between the two.
 */
public final class FlatVector {

    /** The longest vector: a direct buffer counts its bytes in an int. */
    public static final long MAX_LENGTH = Integer.MAX_VALUE / Float.BYTES;

    private final NDArray array;
    private final ByteBuffer bytes;

    private FlatVector(NDArray array) {
        this.array = array;
        this.bytes = array.toByteBuffer(true);
    }

    /**
     * A vector of {@code length} zeros that lives as long as {@code manager}.
     *
     * @throws IllegalArgumentException when {@code length} is above {@link #MAX_LENGTH}
     */
    public static FlatVector zeros(NDManager manager, long length) {
        if (length < 0 || length > MAX_LENGTH) {
            throw new IllegalArgumentException(length + " values; at most " + MAX_LENGTH + " fit in one vector");
        }
        return new FlatVector(manager.zeros(new Shape(length), DataType.FLOAT32));
    }

    /** The memory of an array of any shape, in its order; valid while {@code array} is open. */
    public static FlatVector over(NDArray array) {
        if (array.getDataType() != DataType.FLOAT32) {
            throw new IllegalArgumentException("float32 expected, not " + array.getDataType());
        }
        return new FlatVector(array);
    }

    /** The engine's view. */
    public NDArray array() {
        return array;
    }

    /** Number of values. */
    public int length() {
        return bytes.capacity() / Float.BYTES;
    }

    /** The memory itself, in the machine's byte order; a new view with its own position on every call. */
    public ByteBuffer bytes() {
        return bytes.duplicate().order(bytes.order()).clear();
    }

    /** The memory itself as floats; a new view with its own position on every call. */
    public FloatBuffer floats() {
        return bytes().asFloatBuffer();
    }
}
