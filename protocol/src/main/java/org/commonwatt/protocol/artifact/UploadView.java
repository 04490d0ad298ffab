package org.commonwatt.protocol.artifact;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * How far an upload has come.
 *
 * @param sha256 what its bytes hash to (64 lower-case hexadecimal digits)
 * @param size their number
 * @param offset how many of them have arrived; the next ones are sent from here
 * @param complete whether the bytes are stored, so that nothing has to be sent any more
 * @param expiresAt until when the service keeps what has arrived unless more comes; null once it is complete
 */
public record UploadView(
        String sha256,
        long size,
        long offset,
        boolean complete,
        @Nullable Instant expiresAt) {

    /** Files of fewer bytes than this are sent whole: sending them again costs less than asking where to go on. */
    public static final long WORTH_RESUMING = 1 << 20;

    /** The header with the number of bytes that have arrived, or from which a request's bytes go on. */
    public static final String OFFSET_HEADER = "Upload-Offset";

    /** The header with the number of bytes that there will be. */
    public static final String LENGTH_HEADER = "Upload-Length";

    /** The media type of a request's bytes. */
    public static final String MEDIA_TYPE = "application/offset+octet-stream";
}
