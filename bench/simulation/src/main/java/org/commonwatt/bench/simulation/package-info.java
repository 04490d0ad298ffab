/** Runs the simulator on files, and shows what came of it. */
@NullMarked
package org.commonwatt.bench.simulation;

import org.jspecify.annotations.NullMarked;
