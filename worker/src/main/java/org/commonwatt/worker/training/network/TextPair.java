package org.commonwatt.worker.training.network;

/**
 * The sizes of a text and of the one that is made from it.
 *
 * @param sourceLength most tokens of a source
 * @param sourceVocabulary number of ids of the source's tokens
 * @param targetLength most tokens of a target
 * @param targetVocabulary number of ids of the target's tokens
 */
public record TextPair(int sourceLength, int sourceVocabulary, int targetLength, int targetVocabulary) {}
