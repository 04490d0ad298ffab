package org.commonwatt.protocol.plan;

import org.commonwatt.protocol.Violations;
import org.commonwatt.protocol.spec.ByteSize;
import org.commonwatt.protocol.spec.JobSpec;

/** The largest work that is accepted at all, so that no spec asks for what no donated machine has. */
final class Budget {

    /** 8 GB with gradients and Adam's moments in single precision, each of them one array of at most 2 GiB. */
    static final long MAX_PARAMETERS = 500_000_000L;

    /** A month at 400 steps/s. */
    static final long MAX_STEPS = 1_000_000_000L;

    /** 10¹⁵ operations for one example. */
    static final long MAX_FORWARD_FLOPS = 1_000_000_000_000_000L;

    /** 1 TiB. */
    static final long MAX_MEMORY = 1L << 40;

    /** 1 PiB. Counts of examples are the manifest's word: a false one must not reach sums that overflow. */
    static final double MAX_SCRATCH = 1L << 50;

    private Budget() {}

    static void check(
            long parameters, long forwardFlops, long steps, long memory, JobSpec spec, Violations violations) {
        if (parameters == 0) {
            violations.add("/model", "the network has no parameters, so there is nothing to train");
        }
        if (parameters > MAX_PARAMETERS) {
            violations.add("/model", tooMany(parameters, "parameters", MAX_PARAMETERS));
        }
        if (forwardFlops > MAX_FORWARD_FLOPS) {
            violations.add("/model", tooMany(forwardFlops, "operations for one example", MAX_FORWARD_FLOPS));
        }
        if (steps > MAX_STEPS) {
            String field = spec.training().steps() == null ? "epochs" : "steps";
            violations.add("/training/" + field, tooMany(steps, "steps", MAX_STEPS));
        }
        if (memory > MAX_MEMORY) {
            violations.add("/training/batchSize", tooMany(memory, "bytes of memory", MAX_MEMORY));
        }
        ByteSize allowed = spec.resources().memory();
        if (allowed != null && allowed.bytes() < Memory.leastBytes(parameters)) {
            violations.add(
                    "/resources/memory",
                    allowed + " can't hold the trainer; about " + mebibytes(memory) + " are expected",
                    mebibytes(memory).toString());
        }
    }

    /** @param scratch bytes written to read examples from */
    static void checkScratch(double scratch, Violations violations) {
        if (scratch > MAX_SCRATCH) {
            violations.add("/dataset/ref", tooMany((long) scratch, "bytes of disk to read its examples from", (long)
                    MAX_SCRATCH));
        }
    }

    private static String tooMany(long value, String what, long most) {
        return "the job would need " + value + " " + what + "; at most " + most + " are accepted";
    }

    private static ByteSize mebibytes(long bytes) {
        long mebibyte = 1L << 20;
        return new ByteSize(Math.ceilDiv(bytes, mebibyte) * mebibyte);
    }
}
