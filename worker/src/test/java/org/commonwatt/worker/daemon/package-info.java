@NullMarked
package org.commonwatt.worker.daemon;

import org.jspecify.annotations.NullMarked;
