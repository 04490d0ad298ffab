package org.commonwatt.api.account;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/** Finds out who makes a request. */
@Component
public class Callers {

    /** The session's cookie. */
    public static final String COOKIE = "commonwatt_session";

    private static final String BEARER = "Bearer ";

    private final Keys keys;
    private final Sessions sessions;
    private final ObjectProvider<NodeTokens> nodes;

    Callers(Keys keys, Sessions sessions, ObjectProvider<NodeTokens> nodes) {
        this.keys = keys;
        this.sessions = sessions;
        this.nodes = nodes;
    }

    /**
     * The caller of a request with these headers; empty when it shows nothing.
     *
     * @param authorization the header {@code Authorization}
     * @param sessionToken the session cookie's value; looked at only without that header
     * @param changes whether the request may change something
     * @param csrfToken the header {@code X-CSRF-Token}
     * @throws Unauthenticated when it shows something that is not valid
     * @throws CsrfRefused when a change comes through a session without the session's token
     */
    public Optional<Caller> identify(
            @Nullable String authorization,
            @Nullable String sessionToken,
            boolean changes,
            @Nullable String csrfToken) {
        if (authorization != null) {
            return Optional.of(bearer(authorization));
        }
        if (sessionToken == null) {
            return Optional.empty();
        }
        BrowserSession session = sessions.find(sessionToken).orElseThrow(Unauthenticated::unknownSession);
        if (changes && (csrfToken == null || !same(csrfToken, session.csrfToken()))) {
            throw new CsrfRefused();
        }
        return Optional.of(session.caller());
    }

    /**
     * Whether a request that takes long is still its caller's: the key may have been revoked since it began, or the session
     * have ended.
     */
    public boolean isStill(Caller caller, HttpServletRequest request) {
        try {
            return identify(request.getHeader(HttpHeaders.AUTHORIZATION), sessionToken(request), false, null)
                    .filter(caller::equals)
                    .isPresent();
        } catch (Unauthenticated gone) {
            return false;
        }
    }

    /** The session cookie's value, or null when the request has none. */
    public static @Nullable String sessionToken(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        return cookies == null
                ? null
                : Arrays.stream(cookies)
                        .filter(cookie -> cookie.getName().equals(COOKIE))
                        .findFirst()
                        .map(Cookie::getValue)
                        .orElse(null);
    }

    private Caller bearer(String authorization) {
        if (!authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            throw Unauthenticated.missing();
        }
        String token = authorization.substring(BEARER.length()).strip();
        Optional<Caller> caller = token.startsWith(Tokens.NODE_PREFIX)
                ? node(Tokens.hash(token))
                : keys.find(token).map(key -> new Caller(key.accountId(), Caller.Kind.KEY, null, key.scopes()));
        return caller.orElseThrow(Unauthenticated::unknownKey);
    }

    private Optional<Caller> node(byte[] tokenHash) {
        List<NodeTokens> ports = nodes.stream().toList();
        return ports.stream().flatMap(port -> port.resolve(tokenHash).stream()).findFirst();
    }

    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }
}
