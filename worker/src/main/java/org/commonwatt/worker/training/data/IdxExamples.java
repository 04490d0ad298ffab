package org.commonwatt.worker.training.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;

import org.commonwatt.protocol.dataset.DataFormat;
import org.commonwatt.protocol.dataset.Target;

/** A split in IDX files, plain or gzipped: inputs first, targets second. */
final class IdxExamples implements Examples {

    private final String inputName;
    private final IdxType inputType;
    private final IdxType targetType;
    private final RecordFile inputs;
    private final RecordFile targets;
    private final long count;

    private IdxExamples(Split split, Path inputPath, IdxHeader input, Path targetPath, IdxHeader target)
            throws IOException {
        this.inputName = split.files().getFirst().name();
        this.inputType = input.type();
        this.targetType = target.type();
        this.inputs = open(inputPath, input);
        this.targets = open(targetPath, target);
        this.count = split.examples();
    }

    static IdxExamples open(DataFormat.Idx format, Split split, Path workFolder) throws IOException, DataFault {
        List<Split.File> files = split.files();
        if (files.size() != 2) {
            throw new DataFault(split.name(), "an IDX split has two files, inputs and targets, not " + files.size());
        }
        long width = format.inputShape().stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
        Path inputPath = plain(files.get(0), split, width, workFolder);
        IdxHeader input = IdxHeader.read(inputPath, files.get(0).name());
        requireRecords(files.get(0), input, split);
        if (input.valuesPerRecord() != width) {
            throw new DataFault(
                    files.get(0).name(),
                    "a record has " + input.valuesPerRecord() + " values, but the manifest's input shape "
                            + format.inputShape() + " has " + width);
        }
        int targetWidth = format.target() instanceof Target.Numbers numbers ? numbers.width() : 1;
        Path targetPath = plain(files.get(1), split, targetWidth, workFolder);
        IdxHeader target = IdxHeader.read(targetPath, files.get(1).name());
        requireRecords(files.get(1), target, split);
        if (target.valuesPerRecord() != targetWidth) {
            throw new DataFault(
                    files.get(1).name(),
                    "a target has " + target.valuesPerRecord() + " values; " + targetWidth + " expected");
        }
        IdxExamples examples = new IdxExamples(split, inputPath, input, targetPath, target);
        try {
            examples.checkTargets(format.target(), files.get(1).name());
            return examples;
        } catch (DataFault | IOException e) {
            examples.close();
            throw e;
        }
    }

    @Override
    public IdxType inputType() {
        return inputType;
    }

    @Override
    public long count() {
        return count;
    }

    @Override
    public void readInput(long index, float[] values, int offset) throws DataFault, IOException {
        int count = inputType.read(inputs.read(index), values, offset);
        for (int i = offset; i < offset + count; i++) {
            if (!Float.isFinite(values[i])) {
                throw new DataFault(inputName, index, "an input that is not a finite number: " + values[i]);
            }
        }
    }

    @Override
    public void readTarget(long index, float[] values, int offset) throws IOException {
        targetType.read(targets.read(index), values, offset);
    }

    @Override
    public void close() throws IOException {
        Closing.all(inputs, targets);
    }

    private void checkTargets(Target.Labels target, String name) throws IOException, DataFault {
        switch (target) {
            case Target.Classes classes -> {
                if (!targetType.isWhole()) {
                    throw new DataFault(name, "class labels are whole numbers, not " + targetType);
                }
                int limit = classes.names().size();
                for (long record = 0; record < count; record++) {
                    long label = label(targets.read(record));
                    if (label < 0 || label >= limit) {
                        throw new DataFault(
                                name,
                                record,
                                "label " + label + " where the manifest names classes 0 to " + (limit - 1));
                    }
                }
            }
            case Target.Numbers numbers -> {
                float[] values = new float[numbers.width()];
                for (long record = 0; record < count; record++) {
                    readTarget(record, values, 0);
                    for (float value : values) {
                        if (!Float.isFinite(value)) {
                            throw new DataFault(name, record, "a target that is not a finite number: " + value);
                        }
                    }
                }
            }
        }
    }

    private long label(ByteBuffer record) {
        return switch (targetType) {
            case UINT8 -> record.get() & 0xff;
            case INT8 -> record.get();
            case INT16 -> record.getShort();
            case INT32 -> record.getInt();
            case FLOAT32, FLOAT64 -> throw new IllegalStateException("labels were checked to be whole numbers");
        };
    }

    private static void requireRecords(Split.File file, IdxHeader header, Split split) throws DataFault {
        if (header.records() != split.examples()) {
            throw new DataFault(
                    file.name(),
                    "has " + header.records() + " records, but the manifest says that split " + split.name() + " has "
                            + split.examples() + " examples");
        }
    }

    private static Path plain(Split.File file, Split split, long width, Path workFolder) throws IOException, DataFault {
        long limit = 4 + 4 * 255 + Math.multiplyExact(Math.multiplyExact(split.examples(), width), 8);
        return Unpacking.unpacked(file.path(), file.name(), workFolder, limit);
    }

    private static RecordFile open(Path path, IdxHeader header) throws IOException {
        int bytes = Math.toIntExact(header.valuesPerRecord() * header.type().bytes());
        return new RecordFile(path, header.headerBytes(), bytes);
    }
}
