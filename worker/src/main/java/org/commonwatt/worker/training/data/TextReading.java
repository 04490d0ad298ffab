package org.commonwatt.worker.training.data;

import java.io.IOException;
import java.nio.file.Path;

import org.commonwatt.protocol.dataset.DataFormat;
import org.commonwatt.protocol.dataset.Target;
import org.commonwatt.protocol.spec.TextUse;
import org.commonwatt.worker.training.text.TextCodec;
import org.commonwatt.worker.training.text.TokenCodec;

/** Reads splits of texts: once to learn what they consist of, once to write them down as tokens. */
final class TextReading {

    private final DataFormat.OfTexts format;
    private final TextUse use;
    private final Path workFolder;

    TextReading(DataFormat.OfTexts format, TextUse use, Path workFolder) {
        this.format = format;
        this.use = use;
        this.workFolder = workFolder;
    }

    /** Learns the vocabularies from a split. */
    TextCodec learn(Split split) throws DataFault, IOException {
        TokenCodec.Learning inputs = TokenCodec.learn(use.tokenizer());
        TokenCodec.Learning targets = format.target() instanceof Target.Text ? TokenCodec.learn(use.ofTargets()) : null;
        switch (format) {
            case DataFormat.Text text -> new PlainText(split).read(inputs.parting(), part -> inputs.add(plain(part)));
            case DataFormat.Jsonl jsonl ->
                new JsonLines(jsonl, split).read((record, input, output) -> {
                    inputs.add(plain(input));
                    if (targets != null) {
                        targets.add(plain(output));
                    }
                });
        }
        return new TextCodec(use.lowercase(), inputs.learned(), targets == null ? null : targets.learned());
    }

    private String plain(String text) {
        return TextCodec.plain(text, use.lowercase());
    }

    /** Writes a split down as tokens, and checks it whole. */
    TextData open(Split split, TextCodec codec) throws DataFault, IOException {
        TokenExamples examples =
                switch (format) {
                    case DataFormat.Text text -> Windows.open(split, use, codec, workFolder);
                    case DataFormat.Jsonl jsonl -> records(jsonl, split, codec);
                };
        return new TextData(split.name(), examples);
    }

    private TokenExamples records(DataFormat.Jsonl format, Split split, TextCodec codec) throws DataFault, IOException {
        JsonLines lines = new JsonLines(format, split);
        return switch (format.target()) {
            case Target.Classes classes -> LabelledTexts.open(lines, classes, use, codec, workFolder);
            case Target.Text text -> {
                Integer most = use.targetLength();
                if (most == null) {
                    throw new DataFault(
                            split.name(), "has target texts, and the spec does not say how long they may be");
                }
                yield TextPairs.open(lines, use, most, codec, workFolder);
            }
        };
    }
}
