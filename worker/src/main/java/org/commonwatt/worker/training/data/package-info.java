/** A dataset's files as examples that can be read in any order. */
@NullMarked
package org.commonwatt.worker.training.data;

import org.jspecify.annotations.NullMarked;
