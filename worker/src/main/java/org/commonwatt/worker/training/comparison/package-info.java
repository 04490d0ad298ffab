/** How near made sequences of tokens come to the wanted ones. Knows no tensors. */
@NullMarked
package org.commonwatt.worker.training.comparison;

import org.jspecify.annotations.NullMarked;
