package org.commonwatt.worker.machine;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.LongSupplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a discharging battery gives, which is what the whole machine draws: {@code power_now} in µW, or current times
 * voltage, under {@code /sys/class/power_supply}. On mains it says nothing, and its account begins anew.
 */
final class BatteryGauge implements EnergySensor {

    private static final Logger LOG = LoggerFactory.getLogger(BatteryGauge.class);

    /** Under sysfs of a running system. */
    static final Path POWER_SUPPLY = Path.of("/sys/class/power_supply");

    private final List<Path> batteries;
    private final Polled polled;

    private BatteryGauge(List<Path> batteries, LongSupplier nanoTime) {
        this.batteries = batteries;
        this.polled = new Polled(nanoTime);
    }

    /** The batteries that feed the machine; empty where there are none. A mouse's battery feeds a mouse. */
    static Optional<BatteryGauge> find(Path powerSupply, LongSupplier nanoTime) {
        List<Path> batteries = new ArrayList<>();
        try (DirectoryStream<Path> supplies = Files.newDirectoryStream(powerSupply)) {
            for (Path supply : supplies) {
                if (text(supply, "type").equals("Battery")
                        && !text(supply, "scope").equals("Device")) {
                    batteries.add(supply);
                }
            }
        } catch (IOException none) {
            LOG.debug("No power supplies in {}", powerSupply, none);
        }
        return batteries.isEmpty() ? Optional.empty() : Optional.of(new BatteryGauge(batteries, nanoTime));
    }

    @Override
    public Part part() {
        return Part.WHOLE;
    }

    @Override
    public void look() {
        polled.now(watts());
    }

    /** What all batteries give together in W; empty unless one discharges and all can be read. */
    private OptionalDouble watts() {
        double watts = 0;
        boolean discharging = false;
        for (Path battery : batteries) {
            if (!text(battery, "status").equals("Discharging")) {
                continue;
            }
            OptionalDouble power = number(battery, "power_now");
            OptionalDouble current = number(battery, "current_now");
            OptionalDouble voltage = number(battery, "voltage_now");
            if (power.isPresent()) {
                watts += power.getAsDouble() / 1e6;
            } else if (current.isPresent() && voltage.isPresent()) {
                watts += current.getAsDouble() * voltage.getAsDouble() / 1e12;
            } else {
                return OptionalDouble.empty();
            }
            discharging = true;
        }
        return discharging ? OptionalDouble.of(watts) : OptionalDouble.empty();
    }

    @Override
    public OptionalDouble joules() {
        return polled.joules();
    }

    @Override
    public long unbrokenSince() {
        return polled.unbrokenSince();
    }

    @Override
    public boolean counts() {
        return false;
    }

    @Override
    public String words() {
        return "discharge of the battery";
    }

    private static String text(Path supply, String name) {
        try {
            return Files.readString(supply.resolve(name)).strip();
        } catch (IOException unreadable) {
            return "";
        }
    }

    /** Some drivers give a discharging current a minus. */
    private static OptionalDouble number(Path supply, String name) {
        String text = text(supply, name);
        return text.matches("-?[0-9]{1,15}")
                ? OptionalDouble.of(Math.abs((double) Long.parseLong(text)))
                : OptionalDouble.empty();
    }
}
