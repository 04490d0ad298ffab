/** What this machine is, what it offers within its owner's limits, and what energy its work takes. */
@NullMarked
package org.commonwatt.worker.machine;

import org.jspecify.annotations.NullMarked;
