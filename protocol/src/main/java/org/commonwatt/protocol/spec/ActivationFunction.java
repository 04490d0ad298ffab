package org.commonwatt.protocol.spec;

/** Functions of an activation layer. {@code SOFTMAX} runs over the last dimension, the others over single values. */
public enum ActivationFunction {
    RELU,
    LEAKY_RELU,
    ELU,
    GELU,
    SILU,
    TANH,
    SIGMOID,
    SOFTMAX
}
