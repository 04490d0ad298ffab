package org.commonwatt.worker.training.network;

/**
 * A convolution as its definition says, one sum for each output, in double precision and nothing shared with the engine.
 *
 * @param height of the input; 1 for a convolution over a length
 * @param kernelHeight 1 for a convolution over a length
 */
record ReferenceConvolution(
        int channels,
        int height,
        int width,
        int filters,
        int kernelHeight,
        int kernelWidth,
        int stride,
        int padding,
        int dilation,
        int groups) {

    int outputHeight() {
        return height == 1 ? 1 : (height + 2 * padding - dilation * (kernelHeight - 1) - 1) / stride + 1;
    }

    int outputWidth() {
        return (width + 2 * padding - dilation * (kernelWidth - 1) - 1) / stride + 1;
    }

    int weights() {
        return filters * (channels / groups) * kernelHeight * kernelWidth;
    }

    /**
     * @param x (channels, height, width)
     * @param parameters weights (filters, channels/groups, kernelHeight, kernelWidth), then biases (filters)
     * @return (filters, outputHeight, outputWidth)
     */
    double[] of(double[] x, double[] parameters) {
        double[] y = new double[filters * outputHeight() * outputWidth()];
        int inGroup = channels / groups;
        for (int i = 0; i < y.length; i++) {
            int filter = i / (outputHeight() * outputWidth());
            int row = i / outputWidth() % outputHeight();
            int column = i % outputWidth();
            int firstChannel = filter / (filters / groups) * inGroup;
            y[i] = parameters[weights() + filter];
            for (int c = 0; c < inGroup; c++) {
                for (int kr = 0; kr < kernelHeight; kr++) {
                    for (int kc = 0; kc < kernelWidth; kc++) {
                        int atRow = height == 1 ? 0 : row * stride - padding + kr * dilation;
                        int atColumn = column * stride - padding + kc * dilation;
                        if (atRow >= 0 && atRow < height && atColumn >= 0 && atColumn < width) {
                            int weight = ((filter * inGroup + c) * kernelHeight + kr) * kernelWidth + kc;
                            y[i] += parameters[weight] * x[((firstChannel + c) * height + atRow) * width + atColumn];
                        }
                    }
                }
            }
        }
        return y;
    }

    /** Derivatives of the sum of squared outputs by each parameter, as differences of the sum itself. */
    double[] gradientOfSquare(double[] x, double[] parameters) {
        double step = 1e-5;
        double[] gradient = new double[parameters.length];
        for (int i = 0; i < parameters.length; i++) {
            double[] more = parameters.clone();
            double[] less = parameters.clone();
            more[i] += step;
            less[i] -= step;
            gradient[i] = (square(of(x, more)) - square(of(x, less))) / (2 * step);
        }
        return gradient;
    }

    private static double square(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value * value;
        }
        return sum;
    }
}
