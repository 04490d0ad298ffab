package org.commonwatt.protocol.spec;

/** How a recurrent decoder weighs the places of its source. */
public enum AttentionScore {
    /** It sees nothing but the encoder's last state, at the beginning. */
    NONE,
    /** h·W·e (Luong et al. 2015). */
    GENERAL,
    /** v·tanh(W·h + U·e) (Bahdanau et al. 2015). */
    ADDITIVE
}
