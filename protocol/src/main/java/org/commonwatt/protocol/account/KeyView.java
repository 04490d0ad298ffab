package org.commonwatt.protocol.account;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * A key of an account.
 *
 * @param label what its owner calls it
 * @param scopes what it may do: submit, donate, operate
 * @param prefix the part of the key by which it is known
 * @param key the whole key, shown once in the answer that makes it; else null
 */
public record KeyView(
        UUID id,
        String label,
        Set<String> scopes,
        String prefix,
        Instant createdAt,
        @Nullable String key) {

    /** {@code POST /keys}: a new key for the caller's own account, with no more scopes than the caller has. */
    public record Request(String label, Set<String> scopes) {}

    /** All keys of an account that were not revoked. */
    public record Page(List<KeyView> items) {}
}
