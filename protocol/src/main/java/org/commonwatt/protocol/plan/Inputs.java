package org.commonwatt.protocol.plan;

import org.commonwatt.protocol.dataset.DataFormat;

/** The shape of one example of a dataset. */
final class Inputs {

    private Inputs() {}

    static Shape shape(DataFormat format) {
        return switch (format) {
            case DataFormat.Idx idx ->
                new Shape(idx.inputShape().stream().map(Integer::longValue).toList());
            case DataFormat.Csv csv -> Shape.of(csv.inputs().size());
            case DataFormat.ImageFolder images -> Shape.of(images.channels(), images.height(), images.width());
        };
    }
}
