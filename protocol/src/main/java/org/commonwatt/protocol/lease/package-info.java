/** What a worker and the service say to each other about a lease. */
@NullMarked
package org.commonwatt.protocol.lease;

import org.jspecify.annotations.NullMarked;
