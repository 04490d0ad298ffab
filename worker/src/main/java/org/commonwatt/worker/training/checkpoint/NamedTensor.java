package org.commonwatt.worker.training.checkpoint;

import java.nio.ByteBuffer;

import ai.djl.ndarray.types.Shape;

/**
 * A float32 array in a safetensors file.
 *
 * @param bytes its values in row-major order, little-endian; position and limit are not used
 */
record NamedTensor(String name, Shape shape, ByteBuffer bytes) {}
