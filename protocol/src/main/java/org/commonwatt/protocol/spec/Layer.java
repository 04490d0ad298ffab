package org.commonwatt.protocol.spec;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.commonwatt.protocol.form.Default;
import org.commonwatt.protocol.form.Doc;
import org.commonwatt.protocol.form.Form;
import org.commonwatt.protocol.form.Range;
import org.commonwatt.protocol.form.Size;

/**
 * One layer of a {@link Model.Sequential}. Shapes are written without the batch dimension N. A layer without a name is
 * called by its type and its number among the layers of that type, from 1: {@code dense2}.
 */
public sealed interface Layer {

    /** The pattern of a layer's name; it is the first part of its parameters' names in the model file. */
    String NAME = "[A-Za-z][A-Za-z0-9_]{0,62}";

    /** The words for {@link #NAME}. */
    String NAME_WORDS = "a letter, then up to 62 letters, digits or '_'";

    /** What a layer's name is for. */
    String NAME_DOC = "Its name, and the first part of its parameters' names; made from type and number where absent.";

    /** The name given in the spec, or null. */
    @Nullable
    String name();

    /** y = xWᵀ + b over the last dimension: (…, in) → (…, units). Weight (units, in), bias (units). */
    @Doc("Fully connected: y = xW + b over the last dimension.")
    record Dense(
            @Doc(NAME_DOC) @Form(pattern = NAME, words = NAME_WORDS) @Nullable
            String name,

            @Doc("Number of outputs.") @Range(min = 1, max = 1_000_000)
            int units,

            @Doc("Whether a bias is added.") @Default("true")
            boolean bias)
            implements Layer {}

    /**
     * 1-D convolution: (C, L) → (filters, L') with L' = ⌊(L + 2·padding − dilation·(kernel − 1) − 1) / stride⌋ + 1. Weight
     * (filters, C/groups, kernel), bias (filters).
     */
    @Doc("1-D convolution over (channels, length).")
    record Conv1d(
            @Doc(NAME_DOC) @Form(pattern = NAME, words = NAME_WORDS) @Nullable
            String name,

            @Doc("Number of output channels.") @Range(min = 1, max = 65_536)
            int filters,

            @Doc("Length of the kernel, in places.") @Range(min = 1, max = 255)
            int kernel,

            @Doc("Step between applications, in places.") @Range(min = 1, max = 255) @Default("1")
            int stride,

            @Doc("Zeros added at both ends, in places.") @Range(min = 0, max = 255) @Default("0")
            int padding,

            @Doc("Distance between the kernel's places, in places; 1 leaves no gaps.")
            @Range(min = 1, max = 255)
            @Default("1")
            int dilation,

            @Doc("Parts into which input and output channels are split, each convolved by itself.")
            @Range(min = 1, max = 65_536)
            @Default("1")
            int groups,

            @Doc("Whether a bias is added.") @Default("true")
            boolean bias,

            @Doc("How the kernels are drawn at the start.") @Default("\"glorotUniform\"")
            Initialisation initial)
            implements Layer {}

    /**
     * 2-D convolution: (C, H, W) → (filters, H', W') with H' = ⌊(H + 2·padding − dilation·(kernel − 1) − 1) / stride⌋ + 1. Weight
     * (filters, C/groups, kernel, kernel), bias (filters).
     */
    @Doc("2-D convolution over (channels, height, width).")
    record Conv2d(
            @Doc(NAME_DOC) @Form(pattern = NAME, words = NAME_WORDS) @Nullable
            String name,

            @Doc("Number of output channels.") @Range(min = 1, max = 65_536)
            int filters,

            @Doc("Side of the square kernel, in pixels.") @Range(min = 1, max = 255)
            int kernel,

            @Doc("Step between applications, in pixels.") @Range(min = 1, max = 255) @Default("1")
            int stride,

            @Doc("Zeros added on every side, in pixels.") @Range(min = 0, max = 255) @Default("0")
            int padding,

            @Doc("Distance between the kernel's places, in pixels; 1 leaves no gaps.")
            @Range(min = 1, max = 255)
            @Default("1")
            int dilation,

            @Doc("Parts into which input and output channels are split, each convolved by itself.")
            @Range(min = 1, max = 65_536)
            @Default("1")
            int groups,

            @Doc("Whether a bias is added.") @Default("true")
            boolean bias,

            @Doc("How the kernels are drawn at the start.") @Default("\"glorotUniform\"")
            Initialisation initial)
            implements Layer {

        /** Without gaps or groups. */
        public Conv2d(@Nullable String name, int filters, int kernel, int stride, int padding, boolean bias) {
            this(name, filters, kernel, stride, padding, 1, 1, bias, Initialisation.GLOROT_UNIFORM);
        }
    }

    /** Maximum over windows: (C, L) → (C, L') with L' = ⌊(L + 2·padding − kernel) / stride⌋ + 1. */
    @Doc("The maximum of each window along a length.")
    record MaxPool1d(
            @Doc(NAME_DOC) @Form(pattern = NAME, words = NAME_WORDS) @Nullable
            String name,

            @Doc("Length of the window, in places.") @Range(min = 1, max = 255)
            int kernel,

            @Doc("Step between windows; the kernel's length where absent.") @Range(min = 1, max = 255) @Nullable
            Integer stride,

            @Doc("Padding at both ends, at most half the kernel.") @Range(min = 0, max = 127) @Default("0")
            int padding)
            implements Layer {}

    /** Mean over windows, zeros of the padding counted: (C, L) → (C, L') with L' = ⌊(L + 2·padding − kernel) / stride⌋ + 1. */
    @Doc("The mean of each window along a length.")
    record AvgPool1d(
            @Doc(NAME_DOC) @Form(pattern = NAME, words = NAME_WORDS) @Nullable
            String name,

            @Doc("Length of the window, in places.") @Range(min = 1, max = 255)
            int kernel,

            @Doc("Step between windows; the kernel's length where absent.") @Range(min = 1, max = 255) @Nullable
            Integer stride,

            @Doc("Padding at both ends, at most half the kernel.") @Range(min = 0, max = 127) @Default("0")
            int padding)
            implements Layer {}

    /** Maximum over windows: (C, H, W) → (C, H', W') with H' = ⌊(H + 2·padding − kernel) / stride⌋ + 1. */
    @Doc("The maximum of each window.")
    record MaxPool2d(
            @Doc(NAME_DOC) @Form(pattern = NAME, words = NAME_WORDS) @Nullable
            String name,

            @Doc("Side of the square window, in pixels.") @Range(min = 1, max = 255)
            int kernel,

            @Doc("Step between windows; the kernel's side where absent.") @Range(min = 1, max = 255) @Nullable
            Integer stride,

            @Doc("Padding on every side, at most half the kernel.") @Range(min = 0, max = 127) @Default("0")
            int padding)
            implements Layer {}

    /** Mean over windows: shapes as {@link MaxPool2d}. */
    @Doc("The mean of each window.")
    record AvgPool2d(
            @Doc(NAME_DOC) @Form(pattern = NAME, words = NAME_WORDS) @Nullable
            String name,

            @Doc("Side of the square window, in pixels.") @Range(min = 1, max = 255)
            int kernel,

            @Doc("Step between windows; the kernel's side where absent.") @Range(min = 1, max = 255) @Nullable
            Integer stride,

            @Doc("Padding on every side, at most half the kernel.") @Range(min = 0, max = 127) @Default("0")
            int padding)
            implements Layer {}

    /** Mean over all positions: (C, H, W) → (C). */
    @Doc("The mean of each channel over all positions.")
    record GlobalAvgPool2d(
            @Doc(NAME_DOC) @Form(pattern = NAME, words = NAME_WORDS) @Nullable
            String name) implements Layer {}

    /** Maximum over all positions: (C, H, W) → (C). */
    @Doc("The maximum of each channel over all positions.")
    record GlobalMaxPool2d(
            @Doc(NAME_DOC) @Form(pattern = NAME, words = NAME_WORDS) @Nullable
            String name) implements Layer {}

    /** In training each value is zeroed with probability {@code rate} and the rest scaled by 1/(1 − rate); the shape stays. */
    @Doc("Zeroes a random share of the values while training.")
    record Dropout(
            @Doc(NAME_DOC) @Form(pattern = NAME, words = NAME_WORDS) @Nullable
            String name,

            @Doc("Share of values zeroed.") @Range(min = 0, max = 0.99)
            double rate)
            implements Layer {}

    /** Normalises each channel (the first dimension) over the batch; the shape stays. Weight, bias, running mean and variance (C). */
    @Doc("Normalises each channel over the batch (Ioffe and Szegedy 2015).")
    record BatchNorm(
            @Doc(NAME_DOC) @Form(pattern = NAME, words = NAME_WORDS) @Nullable
            String name,

            @Doc("Added to the variance.") @Range(above = 0, max = 1) @Default("1e-5")
            double epsilon,

            @Doc("Share of the old running statistics kept at each step.") @Range(min = 0, max = 1) @Default("0.9")
            double momentum)
            implements Layer {}

    /** Normalises over the last dimension; the shape stays. Weight and bias (last dimension). */
    @Doc("Normalises each example over its last dimension (Ba et al. 2016).")
    record LayerNorm(
            @Doc(NAME_DOC) @Form(pattern = NAME, words = NAME_WORDS) @Nullable
            String name,

            @Doc("Added to the variance.") @Range(above = 0, max = 1) @Default("1e-5")
            double epsilon)
            implements Layer {}

    /** Tokens to vectors: (T) of token numbers → (T, units). Weight (vocabulary, units). */
    @Doc("Gives each token of a text a vector, which is learned.")
    record Embedding(
            @Doc(NAME_DOC) @Form(pattern = NAME, words = NAME_WORDS) @Nullable
            String name,

            @Doc("Length of a vector.") @Range(min = 1, max = 65_536)
            int units,

            @Doc("Number of tokens that have one; the dataset's vocabulary where absent.")
            @Range(min = 1, max = 10_000_000)
            @Nullable
            Integer vocabulary)
            implements Layer {}

    /** (T, D) → (T, D): adds a learned vector to each place. Weight (T, D). */
    @Doc("Adds a vector to each place of a sequence, which is learned.")
    record PositionalEmbedding(
            @Doc(NAME_DOC) @Form(pattern = NAME, words = NAME_WORDS) @Nullable
            String name) implements Layer {}

    /**
     * (T, D) → (T, units) or (units), twice as wide in two directions. With h and c of zero before the first place:
     * i, f, o = σ(Wx + b + Uh + b'), g = tanh(…); c ← f·c + i·g; h ← o·tanh(c). Input weight (4·units, D) in the order i, f, g,
     * o, state weight (4·units, units), input bias and state bias (4·units); the same with {@code reverse} in front for the other
     * direction. Padding, which stands at the end, is not read.
     */
    @Doc("Long short-term memory over a sequence (Hochreiter and Schmidhuber 1997).")
    record Lstm(
            @Doc(NAME_DOC) @Form(pattern = NAME, words = NAME_WORDS) @Nullable
            String name,

            @Doc("Length of the state.") @Range(min = 1, max = 2048)
            int units,

            @Doc("Whether a second one reads from the end; both states are laid side by side.") @Default("false")
            boolean bidirectional,

            @Doc("Whether the state after every place is given, or the last one alone.") @Default("\"every\"")
            RecurrentOutput output)
            implements Layer {}

    /**
     * (T, D) → (T, units) or (units), twice as wide in two directions. r, z = σ(Wx + b + Uh + b'); n = tanh(Wx + b + r·(Uh +
     * b')); h ← (1 − z)·n + z·h. Input weight (3·units, D) in the order r, z, n, state weight (3·units, units), biases (3·units).
     * Otherwise as {@link Lstm}.
     */
    @Doc("Gated recurrent unit over a sequence (Cho et al. 2014).")
    record Gru(
            @Doc(NAME_DOC) @Form(pattern = NAME, words = NAME_WORDS) @Nullable
            String name,

            @Doc("Length of the state.") @Range(min = 1, max = 2048)
            int units,

            @Doc("Whether a second one reads from the end; both states are laid side by side.") @Default("false")
            boolean bidirectional,

            @Doc("Whether the state after every place is given, or the last one alone.") @Default("\"every\"")
            RecurrentOutput output)
            implements Layer {}

    /**
     * (T, D) → (T, units) or (units), twice as wide in two directions: h ← tanh(Wx + b + Uh + b'). Otherwise as {@link Lstm}.
     */
    @Doc("Plain recurrent network with tanh over a sequence (Elman 1990).")
    record Rnn(
            @Doc(NAME_DOC) @Form(pattern = NAME, words = NAME_WORDS) @Nullable
            String name,

            @Doc("Length of the state.") @Range(min = 1, max = 2048)
            int units,

            @Doc("Whether a second one reads from the end; both states are laid side by side.") @Default("false")
            boolean bidirectional,

            @Doc("Whether the state after every place is given, or the last one alone.") @Default("\"every\"")
            RecurrentOutput output)
            implements Layer {}

    /**
     * A transformer's block with normalisation in front (Radford et al. 2019, section 2.3): (T, D) → (T, D), x ← x +
     * attention(norm(x)), x ← x + W₂·gelu(W₁·norm(x)). Each of the heads attends with D/heads values by softmax(QKᵀ/√(D/heads))V
     * (Vaswani et al. 2017). Parameters: {@code norm1}, {@code attention} (weight (3·D, D) of Q, K and V), {@code projection},
     * {@code norm2}, {@code expansion}, {@code contraction}.
     */
    @Doc("A transformer's block: attention among all places of a sequence, then two dense layers at each place.")
    record SelfAttentionBlock(
            @Doc(NAME_DOC) @Form(pattern = NAME, words = NAME_WORDS) @Nullable
            String name,

            @Doc("Number of heads; divides the width.") @Range(min = 1, max = 1024)
            int heads,

            @Doc("Whether a place sees only itself and those before it; it must where the next token is foretold.")
            @Default("false")
            boolean causal,

            @Doc("Width between the two dense layers; four times the block's where absent.")
            @Range(min = 1, max = 262_144)
            @Nullable
            Integer expansion,

            @Doc("Share of values zeroed in training: of the attention's weights and of what each half adds.")
            @Range(min = 0, max = 0.99)
            @Default("0")
            double dropout)
            implements Layer {}

    /** (T, D) → (T, vocabulary): y = xEᵀ, where E is the weight of the embedding; none of its own (Press and Wolf 2017). */
    @Doc("Scores each token of the vocabulary by its vector, which it shares with an embedding before it.")
    record Unembedding(
            @Doc(NAME_DOC) @Form(pattern = NAME, words = NAME_WORDS) @Nullable
            String name,

            @Doc("The name of the embedding.") @Form(pattern = NAME, words = NAME_WORDS)
            String embedding)
            implements Layer {}

    /** (T, D) → (D) over the places that are not padding. */
    @Doc("One vector of a whole sequence, from its places that are not padding.")
    record TimePool(
            @Doc(NAME_DOC) @Form(pattern = NAME, words = NAME_WORDS) @Nullable
            String name,

            @Doc("What is taken of each value.") @Default("\"mean\"")
            TimePooling function)
            implements Layer {}

    /** (d₁, …, dₖ) → (d₁·…·dₖ). */
    @Doc("Lays all dimensions of an example into one.")
    record Flatten(
            @Doc(NAME_DOC) @Form(pattern = NAME, words = NAME_WORDS) @Nullable
            String name) implements Layer {}

    /** (d₁, …, dₖ) → shape, of as many values and in the same order. */
    @Doc("Gives an example another shape of as many values.")
    record Reshape(
            @Doc(NAME_DOC) @Form(pattern = NAME, words = NAME_WORDS) @Nullable
            String name,

            @Doc("The new shape, without the batch.") @Range(min = 1, max = 1_000_000) @Size(min = 1, max = 8)
            List<Integer> shape)
            implements Layer {}

    /** An element-wise function; the shape stays. */
    @Doc("Applies a function to every value.")
    record Activation(
            @Doc(NAME_DOC) @Form(pattern = NAME, words = NAME_WORDS) @Nullable
            String name,

            @Doc("The function.") ActivationFunction function)
            implements Layer {}

    /**
     * y = layers(x) + shortcut(x); both branches give one shape. Parameters of the inner layers are called by the names of
     * both: {@code residual1.conv2d1.weight}, and those of the shortcut {@code residual1.shortcut.conv2d1.weight}.
     */
    @Doc("Layers whose output is added to their input (He et al. 2016).")
    record Residual(
            @Doc(NAME_DOC) @Form(pattern = NAME, words = NAME_WORDS) @Nullable
            String name,

            @Doc("The layers, each fed by the one before.") @Size(min = 1, max = 100)
            List<Layer> layers,

            @Doc(
                    "Layers that the input takes instead of its own way where it must change its shape; as it is where absent.")
            @Size(min = 1, max = 100)
            @Nullable
            List<Layer> shortcut)
            implements Layer {}
}
