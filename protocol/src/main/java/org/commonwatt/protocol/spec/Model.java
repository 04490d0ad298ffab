package org.commonwatt.protocol.spec;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.commonwatt.protocol.form.Default;
import org.commonwatt.protocol.form.Doc;
import org.commonwatt.protocol.form.Form;
import org.commonwatt.protocol.form.Range;
import org.commonwatt.protocol.form.Size;

/**
 * A network: its layers, or an architecture by name, which stands for layers that depend on the dataset's inputs and
 * targets. The layers' names are part of an architecture: model files and bases refer to them.
 */
public sealed interface Model {

    /** Layers, each fed by the one before. */
    @Doc("A list of layers, each fed by the one before.")
    record Sequential(
            @Doc("The layers, from input to output.") @Size(min = 1, max = 1000)
            List<Layer> layers) implements Model {}

    /**
     * Layers {@code flatten} (where an input has several dimensions), {@code dense1}, {@code activation1}, {@code dropout1}
     * (where its rate is above 0), … , {@code output}.
     */
    @Doc("Fully connected layers. Layers: flatten, dense1, activation1, dropout1, …, output.")
    record Mlp(
            @Doc("Units of each hidden layer.") @Range(min = 1, max = 1_000_000) @Size(max = 100) @Default("[128]")
            List<Integer> hidden,

            @Doc("After each hidden layer.") @Default("\"relu\"")
            ActivationFunction activation,

            @Doc("Share of values zeroed after each hidden layer.") @Range(min = 0, max = 0.99) @Default("0")
            double dropout)
            implements Model {}

    /**
     * Layers {@code conv1}, {@code activation1}, {@code pool1}, {@code conv2}, {@code activation2}, {@code pool2},
     * {@code flatten}, {@code dense1}, {@code activation3}, {@code dense2}, {@code activation4}, {@code output}. The second
     * convolution sees all channels of the first, and the output is a dense layer, as today's versions of it have them.
     */
    @Doc("LeNet-5 (LeCun et al. 1998). Layers: conv1, activation1, pool1, conv2, …, dense1, …, output.")
    record Lenet(
            @Doc("Zeros around the image: 2 for images of 28×28, 0 for the original's 32×32.")
            @Range(min = 0, max = 16)
            @Default("2")
            int padding,

            @Doc("After each convolution and hidden layer.") @Default("\"tanh\"")
            ActivationFunction activation)
            implements Model {}

    /**
     * Five stages of 3×3 convolutions, each ended by a pooling that halves the image. Layers of stage s: {@code convS_1},
     * {@code normS_1} (with batchNorm), {@code reluS_1}, …, {@code poolS}; then {@code flatten}, {@code dense1},
     * {@code relu1}, {@code dropout1}, …, {@code output}. No image smaller than 32×32 survives the five poolings.
     */
    @Doc("VGG (Simonyan and Zisserman 2015). Layers: conv1_1, relu1_1, …, pool1, …, pool5, flatten, dense1, …, output.")
    record Vgg(
            @Doc("Number of layers with weights, with a classifier of the original's depth: 11, 13, 16 or 19.")
            @Range(min = 11, max = 19)
            @Default("16")
            int depth,

            @Doc("Filters of the first stage; each later one has twice as many, at most eight times.")
            @Range(min = 1, max = 1024)
            @Default("64")
            int width,

            @Doc("Whether each convolution is normalised over the batch; the original was not.") @Default("false")
            boolean batchNorm,

            @Doc(
                    "Units of the hidden layers of the classifier: [4096, 4096] for ImageNet, [512] is usual for images of 32×32.")
            @Range(min = 1, max = 100_000)
            @Size(max = 10)
            @Default("[4096, 4096]")
            List<Integer> classifier,

            @Doc("Share of values zeroed after each hidden layer of the classifier.")
            @Range(min = 0, max = 0.99)
            @Default("0.5")
            double dropout)
            implements Model {}

    /**
     * Layers {@code stem}, {@code stemNorm}, {@code stemRelu}, {@code stemPool} (of the large stem), {@code stage1block1},
     * {@code stage1relu1}, …, {@code pool}, {@code output}. Inside a block: {@code conv1}, {@code norm1}, {@code relu1},
     * {@code conv2}, {@code norm2}, …, and in its shortcut, where it has one, {@code conv} and {@code norm}. With 50 layers
     * a block's stride lies on its 3×3 convolution.
     */
    @Doc(
            "ResNet (He et al. 2016). Layers: stem, stemNorm, stemRelu, stemPool, stage1block1, stage1relu1, …, pool, output.")
    record Resnet(
            @Doc("Number of layers with weights: 18, 34 or 50.") @Range(min = 18, max = 50) @Default("18")
            int depth,

            @Doc("Filters of the first stage; each later one has twice as many.")
            @Range(min = 1, max = 1024)
            @Default("64")
            int width,

            @Doc("How it begins; small suits images of 28 to 64 pixels.") @Default("\"large\"")
            Stem stem)
            implements Model {}

    /**
     * Layers {@code stem}, {@code stemNorm}, {@code stemRelu}, then blocks 1 to 17, {@code last}, {@code lastNorm},
     * {@code lastRelu}, {@code pool}, {@code dropout}, {@code output}. A block that adds its input is one layer
     * {@code block3} with inner layers {@code expand}, {@code expandNorm}, {@code expandRelu}, {@code depthwise},
     * {@code depthwiseNorm}, {@code depthwiseRelu}, {@code project}, {@code projectNorm}; the layers of any other stand by
     * themselves, called {@code block2_expand} and so on.
     */
    @Doc(
            "MobileNetV2 (Sandler et al. 2018). Layers: stem, …, block1_depthwise, …, block17_projectNorm, last, …, output.")
    record MobilenetV2(
            @Doc("Multiplies the number of filters of every layer; rounded to multiples of 8.")
            @Range(min = 0.1, max = 4)
            @Default("1")
            double width,

            @Doc("How it begins; small, for images of 28 to 64 pixels, leaves out the first two halvings.")
            @Default("\"large\"")
            Stem stem,

            @Doc("Share of values zeroed before the output.") @Range(min = 0, max = 0.99) @Default("0.2")
            double dropout)
            implements Model {}

    /** Models that make one text from another; their target's places are fed with what stands before. */
    sealed interface Transducer extends Model {}

    /**
     * Layers {@code embedding}, {@code lstm1}, {@code dropout1} (where its rate is above 0), …, {@code output}. All LSTMs but
     * the last give their state after every token, the last one its last state.
     */
    @Doc(
            "LSTMs that read a text, and a dense layer over their last state. Layers: embedding, lstm1, dropout1, …, output.")
    record LstmClassifier(
            @Doc("Length of a token's vector.") @Range(min = 1, max = 65_536) @Default("64")
            int embedding,

            @Doc("Length of the state, in each direction.") @Range(min = 1, max = 2048) @Default("64")
            int units,

            @Doc("Number of LSTMs, each fed by the one before.") @Range(min = 1, max = 16) @Default("1")
            int layers,

            @Doc("Whether the text is read in both directions.") @Default("true")
            boolean bidirectional,

            @Doc("Share of values zeroed after each LSTM.") @Range(min = 0, max = 0.99) @Default("0.2")
            double dropout)
            implements Model {}

    /**
     * Layers {@code embedding}, {@code positions}, {@code dropout} (where its rate is above 0), {@code block1}, …,
     * {@code norm}, {@code pool} (the mean), {@code output}.
     */
    @Doc(
            "A transformer's encoder over a text, and a dense layer over the mean of its places. Layers: embedding, positions, block1, …, norm, pool, output.")
    record TextTransformer(
            @Doc("Length of a token's vector, through all blocks.") @Range(min = 1, max = 65_536) @Default("128")
            int width,

            @Doc("Number of heads; divides the width.") @Range(min = 1, max = 1024) @Default("4")
            int heads,

            @Doc("Number of blocks.") @Range(min = 1, max = 256) @Default("2")
            int layers,

            @Doc("Share of values zeroed, as in a selfAttentionBlock and after the embedding.")
            @Range(min = 0, max = 0.99)
            @Default("0.1")
            double dropout)
            implements Model {}

    /**
     * Layers {@code embedding}, {@code positions}, {@code dropout} (where its rate is above 0), {@code block1}, …,
     * {@code norm}, {@code output} (which shares the embedding's weight). The window's length is the dataset's {@code length}.
     */
    @Doc(
            "A transformer's causal decoder that foretells each next token (Radford et al. 2019). Layers: embedding, positions, block1, …, norm, output.")
    record Gpt(
            @Doc("Length of a token's vector, through all blocks.") @Range(min = 1, max = 65_536) @Default("128")
            int width,

            @Doc("Number of heads; divides the width.") @Range(min = 1, max = 1024) @Default("4")
            int heads,

            @Doc("Number of blocks.") @Range(min = 1, max = 256) @Default("4")
            int layers,

            @Doc("Share of values zeroed, as in a selfAttentionBlock and after the embedding.")
            @Range(min = 0, max = 0.99)
            @Default("0")
            double dropout)
            implements Model {}

    /**
     * An encoder and a decoder of recurrent layers. Parts {@code encoder.embedding}, {@code encoder.lstm1} (or {@code gru1}),
     * …, {@code decoder.embedding}, {@code decoder.lstm1}, {@code decoder.lstm1.bridge} (the encoder's last state to the layer's
     * first), …, {@code attention}, {@code output}.
     */
    @Doc("A recurrent encoder and decoder with attention, which makes a text from another (Luong et al. 2015).")
    record Seq2seq(
            @Doc("What both are made of.") @Default("\"lstm\"")
            RecurrentCell cell,

            @Doc("Length of a token's vector.") @Range(min = 1, max = 65_536) @Default("64")
            int embedding,

            @Doc("Length of the state, in each direction.") @Range(min = 1, max = 2048) @Default("128")
            int units,

            @Doc("Number of layers of encoder and of decoder.") @Range(min = 1, max = 16) @Default("1")
            int layers,

            @Doc("Whether the source is read in both directions.") @Default("true")
            boolean bidirectional,

            @Doc("How the decoder weighs the places of the source.") @Default("\"general\"")
            AttentionScore attention,

            @Doc("Share of values zeroed after the embeddings and after each layer.")
            @Range(min = 0, max = 0.99)
            @Default("0")
            double dropout)
            implements Transducer {}

    /**
     * Parts {@code encoder.embedding}, {@code encoder.positions}, {@code encoder.block1}, …, {@code encoder.norm},
     * {@code decoder.embedding}, {@code decoder.positions}, {@code decoder.block1}, …, {@code decoder.norm}, {@code output}.
     */
    @Doc("A transformer's encoder and decoder, which makes a text from another (Vaswani et al. 2017).")
    record TransformerSeq2seq(
            @Doc("Length of a token's vector, through all blocks.") @Range(min = 1, max = 65_536) @Default("128")
            int width,

            @Doc("Number of heads; divides the width.") @Range(min = 1, max = 1024) @Default("4")
            int heads,

            @Doc("Number of blocks of encoder and of decoder.") @Range(min = 1, max = 256) @Default("2")
            int layers,

            @Doc("Width between the two dense layers of a block; four times the block's where absent.")
            @Range(min = 1, max = 262_144)
            @Nullable
            Integer expansion,

            @Doc("Share of values zeroed, as in a selfAttentionBlock and after the embeddings.")
            @Range(min = 0, max = 0.99)
            @Default("0.1")
            double dropout)
            implements Transducer {}

    /**
     * The layers of a trained model up to one of them, and new ones after. The kept layers keep their names; new layers
     * without a name are numbered after them. A frozen base is used as it was left: no dropout, and its normalisations
     * neither measure nor move.
     */
    @Doc("A trained model's first layers with new ones after them.")
    record Base(
            @Doc(
                    "The trained model: job:ID of a job that succeeded, file:PATH of a model file, relative to the spec, or sha256: and the hash of an uploaded one.")
            ModelRef from,

            @Doc("Name of the last layer that is kept.") @Form(pattern = Layer.NAME, words = Layer.NAME_WORDS)
            String cut,

            @Doc(
                    "Whether the kept layers stay as they are; their outputs are then computed once where no transform is random.")
            @Default("true")
            boolean frozen,

            @Doc("The new layers.") @Size(min = 1, max = 1000)
            List<Layer> layers)
            implements Model {

        /** The same after another model. */
        public Base from(ModelRef other) {
            return new Base(other, cut, frozen, layers);
        }
    }

    /**
     * Vectors of words (Mikolov et al. 2013): parts {@code embedding} (the words' vectors) and {@code neighbours} (the other
     * vectors that the words near them have), each (vocabulary, width). The dataset is a plain text; its {@code length} is how
     * much of it is looked at as one, so it should be several times the window.
     */
    @Doc("Vectors of words that foretell the words near them: skip-gram with negative sampling (Mikolov et al. 2013).")
    record Word2vec(
            @Doc("Length of a word's vector.") @Range(min = 1, max = 65_536) @Default("100")
            int width,

            @Doc("How far a neighbour may be, in words; each time a distance up to it is drawn.")
            @Range(min = 1, max = 100)
            @Default("5")
            int window,

            @Doc("Number of words drawn by chance for each true neighbour, by their frequency to the power of 3/4.")
            @Range(min = 1, max = 100)
            @Default("5")
            int negatives,

            @Doc(
                    "Share of the text above which a word is left out at times, with probability 1 - sqrt(this / its share); 0 leaves none out.")
            @Range(min = 0, max = 1)
            @Default("0.001")
            double subsampling)
            implements Model {}
}
