/** Where a run's randomness comes from: one seed, and nothing that depends on time, threads or machine. */
@NullMarked
package org.commonwatt.worker.training.seed;

import org.jspecify.annotations.NullMarked;
