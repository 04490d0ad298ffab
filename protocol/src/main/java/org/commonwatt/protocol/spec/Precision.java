package org.commonwatt.protocol.spec;

/**
 * What numbers are computed in. There is one so far: bfloat16 and the integer types end the trainer's process, and
 * float16 alone did not train (Adam went to NaN), so that a spec that asks for them is refused.
 */
public enum Precision {
    /** IEEE 754 binary32. */
    FLOAT32
}
