package org.commonwatt.api.job.web;

import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;

import org.commonwatt.api.artifact.Sha256;
import org.commonwatt.protocol.Json;

/** Answers that carry a hash of themselves, so that who asks again is told when nothing changed. */
final class Tagged {

    private Tagged() {}

    static <T> ResponseEntity<T> ok(T body) {
        byte[] hash = Sha256.digest().digest(Json.mapper().writeValueAsBytes(body));
        // Weak: the same content may go out compressed.
        String tag = "W/\"" + Sha256.of(hash).toString().substring(0, 32) + "\"";
        return ResponseEntity.ok()
                .eTag(tag)
                .cacheControl(CacheControl.noCache())
                .body(body);
    }
}
