package org.commonwatt.protocol.spec;

import java.util.List;

import org.commonwatt.protocol.form.Doc;
import org.commonwatt.protocol.form.Size;

/** A network. */
public sealed interface Model {

    /** Layers, each fed by the one before. */
    @Doc("A list of layers, each fed by the one before.")
    record Sequential(
            @Doc("The layers, from input to output.") @Size(min = 1, max = 1000)
            List<Layer> layers) implements Model {}
}
