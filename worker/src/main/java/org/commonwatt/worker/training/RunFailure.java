package org.commonwatt.worker.training;

import org.commonwatt.protocol.Rejected;
import org.commonwatt.protocol.job.FailureKind;
import org.commonwatt.worker.training.data.DataFault;

/** A run can't go on; the message is a sentence for the job's owner. */
final class RunFailure extends Exception {

    private static final long serialVersionUID = 1L;

    private final FailureKind kind;

    RunFailure(FailureKind kind, String message) {
        super(message);
        this.kind = kind;
    }

    RunFailure(FailureKind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    FailureKind kind() {
        return kind;
    }

    /** Sorts whatever ended a run into the kinds of failure that are handled apart. */
    static RunFailure of(Throwable thrown) {
        return switch (thrown) {
            case RunFailure failure -> failure;
            case DataFault fault ->
                new RunFailure(FailureKind.SPEC, "The dataset can't be used: " + message(fault), fault);
            case Rejected rejected ->
                new RunFailure(FailureKind.SPEC, "The spec can't be trained: " + message(rejected), rejected);
            case OutOfMemoryError error ->
                new RunFailure(FailureKind.OUT_OF_MEMORY, "The trainer ran out of memory: " + message(error), error);
            default ->
                isAllocation(thrown)
                        ? new RunFailure(
                                FailureKind.OUT_OF_MEMORY, "The trainer ran out of memory: " + message(thrown), thrown)
                        : new RunFailure(FailureKind.NODE_FAULT, "The trainer broke: " + message(thrown), thrown);
        };
    }

    /** The engine says by words alone that memory was refused (c10 CPU allocator, C++ bad_alloc, CUDA). */
    private static boolean isAllocation(Throwable thrown) {
        String text = String.valueOf(thrown.getMessage());
        return text.contains("can't allocate memory") || text.contains("bad_alloc") || text.contains("out of memory");
    }

    private static String message(Throwable thrown) {
        String text = thrown.getMessage();
        String first = text == null
                ? thrown.getClass().getSimpleName()
                : text.lines().findFirst().orElse("");
        return first.length() > 500 ? first.substring(0, 500) + "…" : first;
    }
}
