/** What a spec needs, from arithmetic alone: shapes, parameters, FLOPs, memory, time, energy. */
@NullMarked
package org.commonwatt.protocol.plan;

import org.jspecify.annotations.NullMarked;
