/** Keeps the node's leases alive and passes on what the service wants of their holder. */
@NullMarked
package org.commonwatt.worker.lease;

import org.jspecify.annotations.NullMarked;
