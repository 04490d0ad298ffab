package org.commonwatt.api.job;

import java.util.Map;
import java.util.UUID;

import org.commonwatt.api.artifact.Sha256;
import org.commonwatt.protocol.lifecycle.Moves;

/**
 * A job whose model is trained.
 *
 * @param nodeId the node that trained it
 * @param model the stored safetensors file
 * @param evaluation final metrics on the evaluation split, by name
 * @param work what the completion did to its task and lease
 */
public record Success(UUID jobId, UUID nodeId, Sha256 model, Map<String, Double> evaluation, Moves work) {}
