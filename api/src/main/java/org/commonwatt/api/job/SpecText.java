package org.commonwatt.api.job;

/** A spec as it was sent, with its media type. */
public record SpecText(String text, String mediaType) {}
