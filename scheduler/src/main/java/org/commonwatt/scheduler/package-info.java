/**
 * Which node gets which work, and when: pure functions over records. Nothing here knows a database, a clock, a network or
 * a source of randomness; the same {@link org.commonwatt.scheduler.Snapshot} always gives the same decision.
 */
@NullMarked
package org.commonwatt.scheduler;

import org.jspecify.annotations.NullMarked;
