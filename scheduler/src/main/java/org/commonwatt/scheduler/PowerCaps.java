package org.commonwatt.scheduler;

import java.util.Comparator;
import java.util.List;

/** Which power limit a processor should train under, where its owner allows one. */
public final class PowerCaps {

    /**
     * How a processor trains under a limit.
     *
     * @param limitWatts the limit
     * @param watts mean power that it then draws more than while idle
     * @param speed of training, as a share of that without a limit
     */
    public record Point(double limitWatts, double watts, double speed) {

        public Point {
            if (!(limitWatts > 0) || !(watts >= 0) || !(speed > 0)) {
                throw new IllegalArgumentException("a limit and a speed are above 0, and power is not below 0");
            }
        }

        /** gCO2e that an hour's work without a limit costs under this one, its later end included. */
        private double grams(double intensity, double delayGramsPerHour) {
            return (watts / 1000 * intensity + delayGramsPerHour) / speed;
        }
    }

    private PowerCaps() {}

    /**
     * The limit under which work costs least, its electricity and its time together (as in Zeus, NSDI'23, but with the time
     * weighed in grams). Clean electricity makes it faster, dirty electricity thriftier.
     *
     * @param points measured under several limits
     * @param intensity in gCO2e/kWh
     * @param delayGramsPerHour what an hour's later end is worth, in gCO2e
     */
    public static Point best(List<Point> points, double intensity, double delayGramsPerHour) {
        return points.stream()
                .min(Comparator.comparingDouble((Point point) -> point.grams(intensity, delayGramsPerHour))
                        .thenComparing(Comparator.comparingDouble(Point::speed).reversed()))
                .orElseThrow(() -> new IllegalArgumentException("no limit was measured"));
    }
}
