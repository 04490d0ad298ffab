package org.commonwatt.worker.machine;

import java.util.List;
import java.util.OptionalDouble;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

import org.commonwatt.worker.machine.NvidiaSmi.Round;

/**
 * What NVIDIA's graphics processors draw, boards and their memory, as their driver tells through {@code nvidia-smi}: its
 * counters of energy where it has them, else its power.
 */
final class NvidiaSensor implements EnergySensor {

    private final NvidiaSmi smi;
    private final LongSupplier nanoTime;
    private final Polled polled;
    private volatile Account account;
    private @Nullable List<OptionalDouble> countersBefore;
    private double counted;

    private record Account(long since, OptionalDouble joules, boolean counts, int boards) {}

    NvidiaSensor(NvidiaSmi smi, LongSupplier nanoTime) {
        this.smi = smi;
        this.nanoTime = nanoTime;
        this.polled = new Polled(nanoTime);
        this.account = new Account(nanoTime.getAsLong(), OptionalDouble.empty(), false, 0);
    }

    @Override
    public Part part() {
        return Part.GRAPHICS;
    }

    @Override
    public synchronized void look() {
        Round round = smi.newest();
        List<OptionalDouble> counters = round.joules();
        boolean counts = !counters.isEmpty() && counters.stream().allMatch(OptionalDouble::isPresent);
        if (!counts) {
            countersBefore = null;
            polled.now(round.watts());
            account = new Account(polled.unbrokenSince(), polled.joules(), false, counters.size());
            return;
        }
        List<OptionalDouble> before = countersBefore;
        countersBefore = counters;
        if (before == null || before.size() != counters.size()) {
            account = new Account(nanoTime.getAsLong(), OptionalDouble.of(counted), true, counters.size());
            return;
        }
        for (int board = 0; board < counters.size(); board++) {
            double step = counters.get(board).getAsDouble() - before.get(board).getAsDouble();
            // The counter begins anew when the driver is loaded again.
            counted += step >= 0 ? step : counters.get(board).getAsDouble();
        }
        account = new Account(account.since(), OptionalDouble.of(counted), true, counters.size());
    }

    @Override
    public OptionalDouble joules() {
        return account.joules();
    }

    @Override
    public long unbrokenSince() {
        return account.since();
    }

    @Override
    public boolean counts() {
        return account.counts();
    }

    @Override
    public String words() {
        int boards = account.boards();
        return (account.counts() ? "energy counters" : "polled power") + " of "
                + (boards == 1 ? "the graphics processor" : boards + " graphics processors") + " (NVML)";
    }
}
