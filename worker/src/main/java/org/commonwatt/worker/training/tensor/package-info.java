/** Values in the engine's memory that Java code reads and changes in place. */
@NullMarked
package org.commonwatt.worker.training.tensor;

import org.jspecify.annotations.NullMarked;
