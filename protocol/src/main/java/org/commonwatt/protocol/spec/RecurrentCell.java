package org.commonwatt.protocol.spec;

/** What a recurrent network is made of. */
public enum RecurrentCell {
    /** Long short-term memory (Hochreiter and Schmidhuber 1997). */
    LSTM,
    /** Gated recurrent unit (Cho et al. 2014). */
    GRU
}
