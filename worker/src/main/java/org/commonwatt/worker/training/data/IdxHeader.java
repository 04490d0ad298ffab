package org.commonwatt.worker.training.data;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The beginning of an IDX file: two zero bytes, the type of the values, the number of dimensions, and each dimension as
 * a big-endian int; the values follow. The first dimension counts the records.
 *
 * @param valuesPerRecord product of the other dimensions
 * @param headerBytes length of the header itself
 */
record IdxHeader(IdxType type, long records, long valuesPerRecord, int headerBytes) {

    /** Reads the header and checks that the file holds what it announces, no less and no more. */
    static IdxHeader read(Path path, String name) throws IOException, DataFault {
        try (DataInputStream in = new DataInputStream(Files.newInputStream(path))) {
            IdxHeader header = read(in, name);
            long announced = Math.addExact(
                    header.headerBytes,
                    Math.multiplyExact(
                            Math.multiplyExact(header.records, header.valuesPerRecord), header.type.bytes()));
            long actual = Files.size(path);
            if (actual != announced) {
                throw new DataFault(
                        name,
                        "its header announces %d records of %d values, which take %d bytes, but it has %d bytes"
                                .formatted(header.records, header.valuesPerRecord, announced, actual));
            }
            return header;
        } catch (EOFException e) {
            throw new DataFault(name, "it ends within its header");
        } catch (ArithmeticException e) {
            throw new DataFault(name, "its header announces more values than any file can hold");
        }
    }

    private static IdxHeader read(DataInputStream in, String name) throws IOException, DataFault {
        if (in.readUnsignedShort() != 0) {
            throw new DataFault(name, "not an IDX file: it does not begin with two zero bytes");
        }
        int code = in.readUnsignedByte();
        IdxType type = IdxType.of(code);
        if (type == null) {
            throw new DataFault(name, "unknown IDX type 0x%02x".formatted(code));
        }
        int dimensions = in.readUnsignedByte();
        if (dimensions == 0) {
            throw new DataFault(name, "an IDX file without dimensions");
        }
        long records = 0;
        long values = 1;
        for (int i = 0; i < dimensions; i++) {
            int size = in.readInt();
            if (size < 1) {
                throw new DataFault(name, "dimension " + i + " has the impossible size " + size);
            }
            if (i == 0) {
                records = size;
            } else {
                values = Math.multiplyExact(values, size);
            }
        }
        return new IdxHeader(type, records, values, 4 + 4 * dimensions);
    }
}
