/** The trainer: one process that trains one network with DJL and talks to the daemon over its standard streams. */
@NullMarked
package org.commonwatt.worker.training;

import org.jspecify.annotations.NullMarked;
