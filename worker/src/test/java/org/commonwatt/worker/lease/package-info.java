@NullMarked
package org.commonwatt.worker.lease;

import org.jspecify.annotations.NullMarked;
