package org.commonwatt.protocol.text;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

import org.commonwatt.protocol.Rejected;

/** Bytes to text: UTF-8 alone, without its byte order mark. */
final class Utf8 {

    private Utf8() {}

    static String decode(byte[] bytes) throws Rejected {
        if (bytes.length > Document.MAX_BYTES) {
            throw Unreadable.anywhere(
                    "the text has " + bytes.length + " bytes; at most " + Document.MAX_BYTES + " are allowed");
        }
        try {
            // A decoder of its own reports what String's constructor would quietly replace.
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw Unreadable.anywhere("the text is not UTF-8");
        }
    }
}
