package org.commonwatt.scheduler.simulation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Measured intensities of zones, hour by hour.
 *
 * @param source name of the file, for messages
 * @param zones gCO2e/kWh of each hour, by zone in the order of the file
 */
public record IntensityTrace(String source, Map<String, double[]> zones) {

    /**
     * Reads a first column with the number of the hour, and one column for each zone.
     *
     * @param source name of the file, for messages
     * @throws TraceFault when there is no zone, an hour is missing, or a value is negative or no number
     */
    public static IntensityTrace parse(String source, List<String> lines) {
        Table table = new Table(source, lines);
        List<String> names = table.columns();
        if (names.size() < 2) {
            throw new TraceFault(source + ", line 1: there is no zone beside the hour");
        }
        Map<String, double[]> zones = new LinkedHashMap<>();
        names.subList(1, names.size()).forEach(name -> zones.put(name, new double[table.rows()]));
        double first = table.row(0)[0];
        for (int row = 0; row < table.rows(); row++) {
            double[] values = table.row(row);
            if (values[0] != first + row) {
                throw table.fault(row, "hour " + number(values[0]) + " where hour " + number(first + row) + " is next");
            }
            for (int column = 1; column < values.length; column++) {
                if (values[column] < 0) {
                    throw table.fault(row, "the intensity of " + names.get(column) + " is below 0");
                }
                zoneOf(zones, names.get(column))[row] = values[column];
            }
        }
        return new IntensityTrace(source, zones);
    }

    /** Intensities of one zone. */
    double[] zone(String name) {
        return zoneOf(zones, name);
    }

    /** Number of hours. */
    public int hours() {
        return zones.values().iterator().next().length;
    }

    private static double[] zoneOf(Map<String, double[]> zones, String name) {
        double[] hourly = zones.get(name);
        if (hourly == null) {
            throw new TraceFault("there is no zone " + name + "; there is " + String.join(", ", zones.keySet()));
        }
        return hourly;
    }

    private static String number(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
}
