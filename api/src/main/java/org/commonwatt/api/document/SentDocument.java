package org.commonwatt.api.document;

import java.nio.charset.StandardCharsets;

import org.commonwatt.protocol.spec.SpecFormat;

/**
 * A document exactly as it was sent; controllers take it as {@code @RequestBody}.
 *
 * @param bytes the text in UTF-8
 * @param format its language
 * @param mediaType the media type that it was sent as, without parameters
 */
@SuppressWarnings("ArrayRecordComponent") // only ever passed on, never compared
public record SentDocument(byte[] bytes, SpecFormat format, String mediaType) {

    /** The text; what is not UTF-8 in it is replaced. */
    public String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
