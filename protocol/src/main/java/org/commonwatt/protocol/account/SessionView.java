package org.commonwatt.protocol.account;

import java.util.Set;
import java.util.UUID;

/**
 * Who the caller is.
 *
 * @param scopes what the key or session may do: submit, donate, operate
 * @param csrfToken to send back as {@code X-CSRF-Token} with every change made through the session cookie; empty for a key
 */
public record SessionView(UUID accountId, String accountName, Set<String> scopes, String csrfToken) {

    /** {@code POST /session}: a browser trades a key for a session cookie. */
    public record Login(String key) {}
}
