/** A clock for the service that can be set from outside the process. */
@NullMarked
package org.commonwatt.chaos.clock;

import org.jspecify.annotations.NullMarked;
