package org.commonwatt.worker.training.seed;

/**
 * Derives every random decision of a run from its one seed, so that each depends on nothing but the seed and its own
 * place: the engine's generator is set anew before each step, since its state cannot be saved.
 */
public record RunSeeds(long seed) {

    private static final long STEP = 0x5354_4550L;
    private static final long ORDER = 0x4f52_4445_52L;
    private static final long AUGMENTATION = 0x4155_474dL;
    private static final long INITIAL = 0x494e_4954L;

    /** For the engine's generator in the step after {@code step} others. */
    public int ofStep(long step) {
        return (int) (mix(STEP, step) >>> 32);
    }

    /** For the order of examples in an epoch, counted from 0. */
    public long ofOrder(long epoch) {
        return mix(ORDER, epoch);
    }

    /** For what random transforms draw in an epoch, counted from 0. */
    public long ofAugmentation(long epoch) {
        return mix(AUGMENTATION, epoch);
    }

    /** For the initial values of all parameters. */
    public long ofInitialValues() {
        return mix(INITIAL, 0);
    }

    private long mix(long purpose, long index) {
        return Mixing.mix(Mixing.mix(seed ^ Mixing.mix(purpose)) + index);
    }
}
