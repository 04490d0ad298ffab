package org.commonwatt.protocol.artifact;

/** Stored bytes: their SHA-256 (64 lower-case hexadecimal digits) and number. */
public record ArtifactView(String sha256, long size) {}
