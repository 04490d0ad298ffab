package org.commonwatt.api.account;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Browser sessions; they lie in the database, so that every replica knows them. */
@Component
public class Sessions {

    private final AccountQueries queries;
    private final Tokens tokens;
    private final SessionSettings settings;
    private final Clock clock;

    Sessions(AccountQueries queries, Tokens tokens, SessionSettings settings, Clock clock) {
        this.queries = queries;
        this.tokens = tokens;
        this.settings = settings;
        this.clock = clock;
    }

    /** How long a session lasts. */
    public Duration length() {
        return settings.length();
    }

    /** A session just begun; {@code token} goes into the cookie and is stored nowhere else. */
    public record Begun(String token, String csrfToken) {}

    /** Begins a session for the holder of a key. */
    @Transactional
    public Begun begin(AccessKey key) {
        Instant now = clock.instant();
        queries.deleteEndedSessions(now);
        Begun begun = new Begun(tokens.newSecret(), tokens.newSecret());
        queries.insertSession(
                Tokens.hash(begun.token()), key.id(), begun.csrfToken(), now, now.plus(settings.length()));
        return begun;
    }

    /** The session that a cookie names, unless it has ended or its key was revoked. */
    public Optional<BrowserSession> find(String token) {
        return queries.session(Tokens.hash(token), clock.instant());
    }

    /** Ends a session; repeats are harmless. */
    @Transactional
    public void end(String token) {
        queries.deleteSession(Tokens.hash(token));
    }
}
