package org.commonwatt.api.placement;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import org.commonwatt.api.carbon.Intensities;
import org.commonwatt.api.carbon.ZoneForecast;
import org.commonwatt.protocol.node.Capability;
import org.commonwatt.scheduler.Hardware;
import org.commonwatt.scheduler.NodeOffer;
import org.commonwatt.scheduler.Stay;
import org.commonwatt.scheduler.Zone;
import org.commonwatt.scheduler.timing.Persistence;

/** What a machine says of itself, in the planner's words. */
final class Machines {

    /**
     * FLOP/s of one processor thread in training: a digits CNN's step of 2.3 GFLOP took 45 ms on one thread of an x86-64
     * processor of 2019 or newer. The same figure as in the plan's classes of hardware.
     */
    private static final double THREAD_FLOPS = 50e9;

    /** n threads give n^0.76 times one: measured 1.7 times for two, 4.8 times for eight. */
    private static final double THREAD_EXPONENT = 0.76;

    private Machines() {}

    /** Assumes that training loads the whole processor, so that its thermal design power is what a run adds. */
    static Hardware hardware(Capability capability) {
        return new Hardware(
                capability.memoryBytes(),
                capability.diskBytes(),
                THREAD_FLOPS * Math.pow(capability.cores(), THREAD_EXPONENT),
                capability.cpuTdpWatts());
    }

    static NodeOffer offer(UUID nodeId, Capability capability, Intensities intensities, Stay stay) {
        return NodeOffer.of(nodeId, hardware(capability), zone(capability, intensities), capability.idleHours(), stay);
    }

    /** The zone as the intensities know it: what two owners write differently is one zone. */
    static String zone(Capability capability, Intensities intensities) {
        return named(intensities.name(capability.zone()));
    }

    /** What the planner is to expect of a zone; beyond the forecast the zone's mean holds on. */
    static Zone expected(@Nullable String zone, Intensities intensities) {
        ZoneForecast forecast = intensities.forecast(zone, Persistence.HOURS);
        List<Double> hourly = new ArrayList<>(forecast.hourly());
        hourly.add(forecast.mean());
        return new Zone(named(forecast.zone()), forecast.from(), hourly, 0);
    }

    private static String named(@Nullable String known) {
        return known == null ? Zone.WORLD : known;
    }
}
