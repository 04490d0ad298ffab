/** The way between the programs: HTTP links and database wires that cut, slow down, repeat and reorder. */
@NullMarked
package org.commonwatt.chaos.net;

import org.jspecify.annotations.NullMarked;
