@NullMarked
package org.commonwatt.worker.machine;

import org.jspecify.annotations.NullMarked;
