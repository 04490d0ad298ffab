package org.commonwatt.worker.training;

import ai.djl.ndarray.NDManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.commonwatt.protocol.spec.AttentionScore;
import org.commonwatt.protocol.spec.Model;
import org.commonwatt.protocol.spec.RecurrentCell;
import org.commonwatt.protocol.spec.TextUse;
import org.commonwatt.protocol.spec.Tokenizer;
import org.commonwatt.worker.training.network.Network;
import org.commonwatt.worker.training.network.TextPair;
import org.commonwatt.worker.training.tensor.Torch;
import org.commonwatt.worker.training.text.TextCodec;
import org.commonwatt.worker.training.text.TokenCodec;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TextAnswersTest {

    private final NDManager manager = Torch.load().newBaseManager();

    @AfterEach
    void free() {
        manager.close();
    }

    @Test
    void aTextThatTrainingWouldHaveRefusedIsNotCut() {
        Tokenizer characters = new Tokenizer.Characters(8);
        TokenCodec.Learning learning = TokenCodec.learn(characters);
        learning.add("abc");
        TextCodec codec = new TextCodec(false, learning.learned(), learning.learned());
        Model.Transducer model = new Model.Seq2seq(RecurrentCell.GRU, 2, 3, 1, false, AttentionScore.NONE, 0);
        Network network = Network.transducer(manager, model, new TextPair(4, 8, 3, 8));
        TextAnswers answers = new TextAnswers(network, codec, new TextUse(characters, 4, null, 3, false), manager);

        assertThatCode(() -> answers.other("abca")).doesNotThrowAnyException();
        assertThatThrownBy(() -> answers.other("abcab"))
                .isInstanceOf(RunFailure.class)
                .hasMessage("The input can't be used: it has 5 tokens, and the model takes at most 4.");
    }
}
