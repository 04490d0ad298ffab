package org.commonwatt.protocol.plan;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.commonwatt.protocol.Violations;
import org.commonwatt.protocol.spec.Transform;

/** What an example becomes by a spec's transforms, and whether each can take what the one before left. */
final class TransformFit {

    private final Violations violations;

    private TransformFit(Violations violations) {
        this.violations = violations;
    }

    /** The shape of an input after all transforms, or null after noting the first that can't be applied. */
    static @Nullable Shape follow(List<Transform> transforms, Shape input, Violations violations) {
        TransformFit fit = new TransformFit(violations);
        Shape shape = input;
        for (int i = 0; i < transforms.size() && shape != null; i++) {
            shape = fit.after(transforms.get(i), shape, "/dataset/transforms/" + i);
        }
        return shape;
    }

    private @Nullable Shape after(Transform transform, Shape input, String pointer) {
        return switch (transform) {
            case Transform.Scale scale -> input;
            case Transform.Normalize normalize -> {
                perChannel(pointer + "/mean", normalize.mean(), input);
                perChannel(pointer + "/std", normalize.std(), input);
                yield input;
            }
            case Transform.Resize(int height, int width) ->
                isImage("resize", input, pointer) ? Shape.of(input.first(), height, width) : null;
            case Transform.RandomCrop crop ->
                isImage("randomCrop", input, pointer) ? cropped(crop, input, pointer) : null;
            case Transform.RandomFlip flip -> isImage("randomFlip", input, pointer) ? input : null;
        };
    }

    private @Nullable Shape cropped(Transform.RandomCrop crop, Shape input, String pointer) {
        long height = crop.height() == null ? input.get(1) : crop.height();
        long width = crop.width() == null ? input.get(2) : crop.width();
        Shape bordered =
                Shape.of(input.first(), input.get(1) + 2L * crop.padding(), input.get(2) + 2L * crop.padding());
        Shape part = Shape.of(input.first(), height, width);
        if (height > bordered.get(1) || width > bordered.get(2)) {
            violations.add(
                    pointer, "randomCrop can't cut " + part + " out of " + input + ", with its border " + bordered);
            return null;
        }
        return part;
    }

    private boolean isImage(String transform, Shape input, String pointer) {
        boolean image = input.rank() == 3;
        if (!image) {
            violations.add(pointer, transform + " can't take " + input + ": it takes (channels, height, width)");
        }
        return image;
    }

    private void perChannel(String pointer, List<Double> values, Shape input) {
        if (values.size() != 1 && values.size() != input.first()) {
            violations.add(
                    pointer,
                    "expected 1 number or " + input.first() + ", one for each channel of " + input + ", found "
                            + values.size());
        }
    }
}
