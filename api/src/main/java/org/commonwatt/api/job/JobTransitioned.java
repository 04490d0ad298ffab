package org.commonwatt.api.job;

import java.util.UUID;

import org.commonwatt.protocol.lifecycle.LifecycleEvent;

/** A job went from one state to another; published when the aggregate is saved, within its transaction. */
record JobTransitioned(UUID jobId, LifecycleEvent event) {}
