package org.commonwatt.api.job;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.UUID;

import org.commonwatt.api.artifact.Sha256;
import org.commonwatt.api.document.SentDocument;
import org.commonwatt.api.problem.MalformedBody;

/** A caller's own name for a request, with a hash of what came with it. */
record IdempotencyKey(UUID accountId, String text, Sha256 request) {

    private static final int LENGTH = 200;

    static IdempotencyKey of(String text, SentDocument document, UUID accountId) {
        if (text.isBlank() || text.length() > LENGTH) {
            throw new MalformedBody("An Idempotency-Key has 1 to " + LENGTH + " characters.");
        }
        MessageDigest digest = Sha256.digest();
        digest.update(document.mediaType().getBytes(StandardCharsets.UTF_8));
        digest.update((byte) '\n');
        digest.update(document.bytes());
        return new IdempotencyKey(accountId, text, Sha256.of(digest.digest()));
    }
}
