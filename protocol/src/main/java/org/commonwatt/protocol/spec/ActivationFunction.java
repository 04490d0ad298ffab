package org.commonwatt.protocol.spec;

/**
 * Functions of an activation layer. {@code SOFTMAX} runs over the last dimension, the others over single values;
 * {@code RELU6} is min(max(x, 0), 6).
 */
public enum ActivationFunction {
    RELU,
    RELU6,
    LEAKY_RELU,
    ELU,
    GELU,
    SILU,
    TANH,
    SIGMOID,
    SOFTMAX
}
