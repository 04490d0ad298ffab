/** How the worker speaks to the service: requests with retries, artifacts by hash, and a spool for when it is away. */
@NullMarked
package org.commonwatt.worker.client;

import org.jspecify.annotations.NullMarked;
