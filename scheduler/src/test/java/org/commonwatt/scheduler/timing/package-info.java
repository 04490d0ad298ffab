@NullMarked
package org.commonwatt.scheduler.timing;

import org.jspecify.annotations.NullMarked;
