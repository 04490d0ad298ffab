/** How long decision rounds take. */
@NullMarked
package org.commonwatt.bench.planner;

import org.jspecify.annotations.NullMarked;
