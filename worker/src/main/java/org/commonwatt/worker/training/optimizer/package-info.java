/** How parameters move: one pass over flat vectors, with the same bits on any number of threads. */
@NullMarked
package org.commonwatt.worker.training.optimizer;

import org.jspecify.annotations.NullMarked;
