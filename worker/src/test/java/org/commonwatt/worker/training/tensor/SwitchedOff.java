package org.commonwatt.worker.training.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv2d;

/** Takes a convolution, switches oneDNN off, and takes it again; a process of its own, as nothing switches it on again. */
final class SwitchedOff {

    private SwitchedOff() {}

    public static void main(String[] none) {
        try (NDManager manager = Torch.load().newBaseManager()) {
            System.out.println("first");
            take(manager);
            OneDnn.switchOff();
            System.out.println("then");
            take(manager);
        }
    }

    private static void take(NDManager manager) {
        NDArray images = manager.ones(new Shape(16, 16, 28, 28));
        NDArray kernels = manager.ones(new Shape(16, 16, 5, 5));
        Shape one = new Shape(1, 1);
        Conv2d.conv2d(images, kernels, null, one, one, one, 1)
                .singletonOrThrow()
                .sum()
                .getFloat();
    }
}
