/** What training makes small, and what evaluation measures. */
@NullMarked
package org.commonwatt.worker.training.objective;

import org.jspecify.annotations.NullMarked;
