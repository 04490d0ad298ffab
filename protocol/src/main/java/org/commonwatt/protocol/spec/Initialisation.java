package org.commonwatt.protocol.spec;

/** How weights are drawn at a run's first start; biases begin at zero. */
public enum Initialisation {
    /** Uniform over ±√(6/(fanIn + fanOut)) (Glorot and Bengio 2010). */
    GLOROT_UNIFORM,
    /** Uniform over ±√(6/fanIn), for layers that a relu follows (He et al. 2015). */
    HE_UNIFORM
}
