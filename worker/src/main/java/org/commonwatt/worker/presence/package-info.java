/**
 * Whether the machine's owner is at it. Only input counts, never load: the worker's own load would keep it from working.
 */
@NullMarked
package org.commonwatt.worker.presence;

import org.jspecify.annotations.NullMarked;
