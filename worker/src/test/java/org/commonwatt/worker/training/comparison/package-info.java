@NullMarked
package org.commonwatt.worker.training.comparison;

import org.jspecify.annotations.NullMarked;
