package org.commonwatt.worker.run;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.commonwatt.protocol.job.FailureKind;
import org.commonwatt.protocol.lease.Completion.Outcome;

/** Says why a trainer ended that did not say so itself. */
final class Verdict {

    /** What the Java machine ends with under {@code -XX:+ExitOnOutOfMemoryError}. */
    private static final int JAVA_HEAP_FULL = 3;

    /** 128 + SIGKILL, which the worker did not send. */
    private static final int KILLED = 137;

    private static final Pattern NO_MEMORY = Pattern.compile(
            "OutOfMemoryError|std::bad_alloc|DefaultCPUAllocator|can't allocate memory|Cannot allocate memory"
                    + "|insufficient memory for the Java Runtime|CUDA out of memory");

    private Verdict() {}

    /**
     * The failure behind an unexpected exit.
     *
     * @param status the exit status; a signal counts from 128
     * @param lastWords the newest lines of its standard error, oldest first
     * @param crash what the Java machine wrote of a crash in native code, null for nothing
     * @param memoryKill whether the kernel killed something for want of memory meanwhile
     */
    static Outcome.Failed onExit(int status, List<String> lastWords, @Nullable String crash, boolean memoryKill) {
        boolean saysSo =
                lastWords.stream().anyMatch(line -> NO_MEMORY.matcher(line).find());
        if (saysSo || status == JAVA_HEAP_FULL || (status == KILLED && memoryKill)) {
            return new Outcome.Failed(
                    FailureKind.OUT_OF_MEMORY,
                    "The trainer ran out of memory; a smaller batch or more memory in the spec's resources may help.");
        }
        return new Outcome.Failed(
                FailureKind.NODE_FAULT,
                String.format(
                        Locale.ROOT,
                        "The trainer ended with status %d before it finished.%s",
                        status,
                        explanation(lastWords, crash)));
    }

    private static String explanation(List<String> lastWords, @Nullable String crash) {
        if (crash != null) {
            return " Native code crashed: " + crash;
        }
        return lastWords.isEmpty() ? "" : " Its last words: " + lastWords.getLast();
    }
}
