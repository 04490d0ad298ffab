package org.commonwatt.api.account.web;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.CookieValue;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import org.commonwatt.api.account.AccessKey;
import org.commonwatt.api.account.AccountNames;
import org.commonwatt.api.account.AllowedTo;
import org.commonwatt.api.account.AllowedTo.Who;
import org.commonwatt.api.account.BrowserSession;
import org.commonwatt.api.account.Caller;
import org.commonwatt.api.account.Callers;
import org.commonwatt.api.account.Keys;
import org.commonwatt.api.account.Scope;
import org.commonwatt.api.account.Sessions;
import org.commonwatt.api.account.Unauthenticated;
import org.commonwatt.protocol.account.SessionView;

/** A browser trades a key for a cookie; everybody can ask who they are. */
@RestController
@RequestMapping("/api/v1/session")
@AllowedTo(Who.PERSON)
class SessionController {

    private final Keys keys;
    private final Sessions sessions;
    private final AccountNames names;

    SessionController(Keys keys, Sessions sessions, AccountNames names) {
        this.keys = keys;
        this.sessions = sessions;
        this.names = names;
    }

    @PostMapping
    @AllowedTo(Who.ANYONE)
    @ApiResponse(responseCode = "201", description = "Made", useReturnTypeSchema = true)
    ResponseEntity<SessionView> begin(@RequestBody SessionView.Login login, HttpServletRequest request) {
        AccessKey key = keys.find(login.key().strip()).orElseThrow(Unauthenticated::unknownKey);
        Sessions.Begun begun = sessions.begin(key);
        Caller caller = new Caller(key.accountId(), Caller.Kind.SESSION, null, key.scopes());
        return ResponseEntity.status(HttpStatus.CREATED)
                .header(
                        HttpHeaders.SET_COOKIE,
                        cookie(begun.token(), request, sessions.length().toSeconds()))
                .body(view(caller, begun.csrfToken()));
    }

    @GetMapping
    SessionView show(
            Caller caller,
            @Parameter(hidden = true) @CookieValue(name = Callers.COOKIE, required = false) @Nullable String token) {
        if (caller.kind() != Caller.Kind.SESSION || token == null) {
            return view(caller, "");
        }
        return view(caller, sessions.find(token).map(BrowserSession::csrfToken).orElse(""));
    }

    @DeleteMapping
    @ApiResponse(responseCode = "204", description = "Ended")
    ResponseEntity<Void> end(
            @Parameter(hidden = true) @CookieValue(name = Callers.COOKIE, required = false) @Nullable String token,
            HttpServletRequest request) {
        if (token != null) {
            sessions.end(token);
        }
        return ResponseEntity.noContent()
                .header(HttpHeaders.SET_COOKIE, cookie("", request, 0))
                .build();
    }

    private SessionView view(Caller caller, String csrfToken) {
        return new SessionView(
                caller.accountId(), names.of(caller.accountId()), Scope.written(caller.scopes()), csrfToken);
    }

    private static String cookie(String token, HttpServletRequest request, long seconds) {
        return ResponseCookie.from(Callers.COOKIE, token)
                .httpOnly(true)
                .secure(request.isSecure())
                .sameSite("Strict")
                .path("/")
                .maxAge(seconds)
                .build()
                .toString();
    }
}
