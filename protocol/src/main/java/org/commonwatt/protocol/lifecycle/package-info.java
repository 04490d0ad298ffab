/**
 * What jobs, tasks and leases go through: one table of transitions for each, the form of the events that record them, and
 * the replay of a job's events to its state. {@code docs/job-lifecycle.md} is written from the tables.
 */
@NullMarked
package org.commonwatt.protocol.lifecycle;

import org.jspecify.annotations.NullMarked;
