package org.commonwatt.scheduler.simulation;

/**
 * What a policy may know at a tick.
 *
 * @param grid the zone's electricity
 * @param present processors of the machines that are there; infinite where nothing limits them
 * @param expected processors that are there in the mean
 * @param restart ticks that a start takes after the first
 */
record World(Grid grid, double present, double expected, int restart) {}
