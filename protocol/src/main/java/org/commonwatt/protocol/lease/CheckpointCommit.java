package org.commonwatt.protocol.lease;

/**
 * {@code POST /leases/{id}/checkpoints}: makes an uploaded artifact the task's newest checkpoint.
 *
 * @param epoch the lease's epoch
 * @param step optimizer steps done
 * @param sha256 the artifact, already uploaded
 */
public record CheckpointCommit(long epoch, long step, String sha256) {}
