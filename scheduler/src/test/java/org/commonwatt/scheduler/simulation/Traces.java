package org.commonwatt.scheduler.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** Small synthetic traces. */
final class Traces {

    private Traces() {}

    /** A zone whose days are clean around noon, and that is windy on some days; and one that is always the same. */
    static IntensityTrace grids(int hours) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(3);
        List<String> lines = new ArrayList<>(List.of("hour,SUNNY,FLAT"));
        double wind = 0;
        for (int hour = 0; hour < hours; hour++) {
            wind = 0.95 * wind + 12 * random.nextGaussian();
            double intensity = Math.max(20, 300 - 150 * Math.sin(Math.PI * ((hour % 24) - 6) / 12.0) + wind);
            lines.add("%d,%.2f,300".formatted(hour, intensity));
        }
        return IntensityTrace.parse("grids", lines);
    }

    static JobTrace jobs(int count) {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(4);
        List<String> lines = new ArrayList<>(List.of("arrival_time,length,cpus"));
        for (int job = 0; job < count; job++) {
            double hours =
                    random.nextInt(3) > 0 ? 0.1 + random.nextExponential() * 0.5 : 2 + random.nextExponential() * 4;
            lines.add("%.0f,%.0f,%d".formatted(random.nextDouble() * 4 * 86_400, hours * 3600, 1 + random.nextInt(3)));
        }
        return JobTrace.parse("jobs", lines);
    }

    static JobTrace jobs(String... lines) {
        List<String> all = new ArrayList<>(List.of("arrival_time,length,cpus"));
        all.addAll(List.of(lines));
        return JobTrace.parse("jobs", all);
    }
}
