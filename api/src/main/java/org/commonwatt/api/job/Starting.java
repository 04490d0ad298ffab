package org.commonwatt.api.job;

import java.util.UUID;

import org.commonwatt.protocol.lifecycle.Moves;

/** A job whose lease a node was granted, with what that did to its work. */
public record Starting(UUID jobId, UUID nodeId, Moves work) {}
