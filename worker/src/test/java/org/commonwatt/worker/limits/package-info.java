@NullMarked
package org.commonwatt.worker.limits;

import org.jspecify.annotations.NullMarked;
