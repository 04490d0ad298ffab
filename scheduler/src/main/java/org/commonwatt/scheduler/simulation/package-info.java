/**
 * Discrete events on recorded traces, through the planner that serves requests: jobs × intensities × machines that come and
 * go, under policies side by side. Everything is an argument, files and randomness included, so that a run can be repeated.
 */
@NullMarked
package org.commonwatt.scheduler.simulation;

import org.jspecify.annotations.NullMarked;
