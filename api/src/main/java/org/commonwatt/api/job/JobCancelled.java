package org.commonwatt.api.job;

import java.util.UUID;

/** A job's owner cancelled it. Published within the transaction that stores it. */
public record JobCancelled(UUID jobId) {}
