/** What keeps a trainer from the rest of the machine: the best walls that the system has, and a list of which stand. */
@NullMarked
package org.commonwatt.worker.sandbox;

import org.jspecify.annotations.NullMarked;
