package org.commonwatt.api.account;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import org.commonwatt.api.id.Ids;

/** Makes, finds and revokes keys. */
@Component
public class Keys {

    private static final String PREFIX_ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789";

    private final AccountQueries queries;
    private final Tokens tokens;
    private final SecureRandom random;
    private final Ids ids;
    private final Clock clock;

    Keys(AccountQueries queries, Tokens tokens, SecureRandom random, Ids ids, Clock clock) {
        this.queries = queries;
        this.tokens = tokens;
        this.random = random;
        this.ids = ids;
        this.clock = clock;
    }

    /** A key just made; {@code text} is all of it, and nobody can show it again. */
    public record Made(AccessKey key, String text) {}

    /** Makes a key of an account. */
    @Transactional
    public Made make(UUID accountId, String label, Set<Scope> scopes) {
        String prefix = newPrefix();
        String secret = tokens.newSecret();
        AccessKey key =
                new AccessKey(ids.next(), accountId, label, prefix, Tokens.hash(secret), scopes, clock.instant());
        queries.insertKey(key);
        return new Made(key, AccessKey.written(prefix, secret));
    }

    /** The key that a text is, if it is one. Takes the same time for every wrong secret. */
    public Optional<AccessKey> find(String text) {
        int end = AccessKey.BEGIN.length() + AccessKey.PREFIX_LENGTH;
        if (!text.startsWith(AccessKey.BEGIN) || text.length() <= end || text.charAt(end) != '_') {
            return Optional.empty();
        }
        byte[] hash = Tokens.hash(text.substring(end + 1));
        return queries.keyByPrefix(text.substring(AccessKey.BEGIN.length(), end))
                .filter(key -> MessageDigest.isEqual(key.secretHash(), hash));
    }

    /** Keys of an account that were not revoked. */
    public List<AccessKey> of(UUID accountId) {
        return queries.keysOf(accountId);
    }

    /**
     * Ends a key of the caller's account at once; false when there is none such.
     *
     * @throws Forbidden when it may do what the caller may not
     */
    @Transactional
    public boolean revoke(UUID id, Caller caller) {
        // What a key may do never changes.
        queries.keysOf(caller.accountId()).stream()
                .filter(key -> key.id().equals(id))
                .flatMap(key -> key.scopes().stream())
                .filter(scope -> !caller.may(scope))
                .findFirst()
                .ifPresent(scope -> {
                    throw Forbidden.revokesWider(scope);
                });
        return queries.revokeKey(id, caller.accountId(), clock.instant());
    }

    private String newPrefix() {
        StringBuilder prefix = new StringBuilder();
        for (int i = 0; i < AccessKey.PREFIX_LENGTH; i++) {
            prefix.append(PREFIX_ALPHABET.charAt(random.nextInt(PREFIX_ALPHABET.length())));
        }
        return prefix.toString();
    }
}
