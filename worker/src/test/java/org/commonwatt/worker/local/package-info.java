@NullMarked
package org.commonwatt.worker.local;

import org.jspecify.annotations.NullMarked;
