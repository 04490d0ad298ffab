/** What the programs of one machine have in common: where their data lies, who may look into it, and what a terminal is spared. */
@NullMarked
package org.commonwatt.protocol.machine;

import org.jspecify.annotations.NullMarked;
