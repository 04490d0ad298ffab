package org.commonwatt.worker.training.tensor;

import java.nio.file.Path;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.pytorch.jni.LibUtils;
import ai.djl.training.GradientCollector;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;

/**
 * The engine's library for convolutions and LSTMs. It asks the processor how large its caches are, and where an AMD processor's
 * hypervisor hides that, it takes a byte for the answer (Xbyak's {@code setCacheHierarchy}, in oneDNN 3.7.1). It then gives wrong
 * or random gradients of convolutions whose channels do not fill its vectors, wrong states of LSTMs that are looked at, and
 * divides by nought for kernels of 1 × 1 between some widths, which ends the process. So it is tried before it is used.
 */
final class OneDnn {

    private static final double TOLERANCE = 1e-3;

    private OneDnn() {}

    /** Whether the engine is right where oneDNN was seen to be wrong. */
    static boolean isRight(NDManager manager) {
        return isConvolutionRight(manager, 1, 2, 5) && isConvolutionRight(manager, 32, 28, 3) && isLstmRight(manager);
    }

    /**
     * A convolution y of x by w is linear in both, so that the gradients of Σy² satisfy ∇x · x = ∇w · w = 2 y · y.
     *
     * @param side of the images, and of what comes out
     */
    private static boolean isConvolutionRight(NDManager manager, int channels, int side, int kernel) {
        NDArray x = numbers(manager, new Shape(1, channels, side, side));
        NDArray w = numbers(manager, new Shape(1, channels, kernel, kernel));
        x.setRequiresGradient(true);
        w.setRequiresGradient(true);
        Shape padding = new Shape(kernel / 2, kernel / 2);
        Shape one = new Shape(1, 1);
        Engine engine = manager.getEngine();
        try (GradientCollector collector = engine.newGradientCollector()) {
            NDArray y = Conv2d.conv2d(x, w, null, one, padding, one, 1).singletonOrThrow();
            collector.backward(y.square().sum());
            double wanted = 2 * product(y, y);
            return isNear(product(x, x.getGradient()), wanted) && isNear(product(w, w.getGradient()), wanted);
        }
    }

    /** There are kernels for learning, and others for looking, which are chosen by whether gradients are recorded. */
    private static boolean isLstmRight(NDManager manager) {
        int width = 16;
        NDArray x = numbers(manager, new Shape(1, 5, width));
        NDArray weight = numbers(manager, new Shape(4L * width, width));
        NDArray bias = manager.zeros(new Shape(4L * width));
        NDArray zeros = manager.zeros(new Shape(1, 1, width));
        NDArray learned = Torch.recording(true, () -> states(x, weight, bias, zeros));
        NDArray looked = Torch.recording(false, () -> states(x, weight, bias, zeros));
        return looked.sub(learned).abs().max().getFloat() < TOLERANCE;
    }

    private static NDArray states(NDArray x, NDArray weight, NDArray bias, NDArray zeros) {
        NDList parameters = new NDList(weight, weight, bias, bias);
        NDList begin = new NDList(zeros, zeros);
        return x.getNDArrayInternal()
                .lstm(x, begin, parameters, true, 1, 0, false, false, true)
                .head();
    }

    private static NDArray numbers(NDManager manager, Shape shape) {
        return manager.arange((float) shape.size()).sin().reshape(shape);
    }

    /** The sum of products of values. */
    static double product(NDArray a, NDArray b) {
        return a.stopGradient()
                .mul(b.stopGradient())
                .toType(DataType.FLOAT64, false)
                .sum()
                .getDouble();
    }

    private static boolean isNear(double found, double wanted) {
        return Math.abs(found - wanted) < TOLERANCE * wanted;
    }

    /** Makes the engine go without it in this process. DJL has no switch for it, so the engine's own is turned. */
    static void switchOff() {
        Path library = Path.of(LibUtils.getLibtorchPath()).resolve(System.mapLibraryName("torch_cpu"));
        NativeLibrary engine = NativeLibrary.getInstance(library.toString());
        // at::globalContext().setUserEnabledMkldnn(false)
        Pointer context = engine.getFunction("_ZN2at13globalContextEv").invokePointer(new Object[0]);
        engine.getFunction("_ZN2at7Context20setUserEnabledMkldnnEb").invokeVoid(new Object[] {context, false});
    }
}
