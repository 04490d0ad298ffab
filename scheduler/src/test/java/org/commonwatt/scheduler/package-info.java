@NullMarked
package org.commonwatt.scheduler;

import org.jspecify.annotations.NullMarked;
