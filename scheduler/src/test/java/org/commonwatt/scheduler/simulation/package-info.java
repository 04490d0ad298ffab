@NullMarked
package org.commonwatt.scheduler.simulation;

import org.jspecify.annotations.NullMarked;
