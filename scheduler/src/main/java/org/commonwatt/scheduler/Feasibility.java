package org.commonwatt.scheduler;

import java.util.ArrayList;
import java.util.List;

/** Step 1 of the pipeline: which nodes can run which work at all. */
public final class Feasibility {

    private Feasibility() {}

    /** Every reason why {@code hardware} can't run a task with this need; empty when it can. */
    public static List<Refusal> refusals(WorkNeed need, Hardware hardware) {
        List<Refusal> refusals = new ArrayList<>(2);
        if (need.memoryBytes() > hardware.memoryBytes()) {
            refusals.add(new Refusal.TooLittleMemory(need.memoryBytes(), hardware.memoryBytes()));
        }
        if (need.diskBytes() > hardware.diskBytes()) {
            refusals.add(new Refusal.TooLittleDisk(need.diskBytes(), hardware.diskBytes()));
        }
        return refusals;
    }

    /** Whether nothing speaks against it. */
    public static boolean fits(WorkNeed need, Hardware hardware) {
        return need.memoryBytes() <= hardware.memoryBytes() && need.diskBytes() <= hardware.diskBytes();
    }
}
