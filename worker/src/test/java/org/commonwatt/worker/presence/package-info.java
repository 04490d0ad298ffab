@NullMarked
package org.commonwatt.worker.presence;

import org.jspecify.annotations.NullMarked;
