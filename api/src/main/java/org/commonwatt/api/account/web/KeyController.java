package org.commonwatt.api.account.web;

import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import org.commonwatt.api.account.AccessKey;
import org.commonwatt.api.account.AllowedTo;
import org.commonwatt.api.account.AllowedTo.Who;
import org.commonwatt.api.account.Caller;
import org.commonwatt.api.account.Forbidden;
import org.commonwatt.api.account.Keys;
import org.commonwatt.api.account.Scope;
import org.commonwatt.api.problem.MalformedBody;
import org.commonwatt.api.problem.NotFound;
import org.commonwatt.protocol.account.KeyView;

/** An account's own keys. */
@RestController
@RequestMapping("/api/v1/keys")
@AllowedTo(Who.PERSON)
class KeyController {

    private static final int LABEL_LENGTH = 100;

    private final Keys keys;

    KeyController(Keys keys) {
        this.keys = keys;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    KeyView make(@RequestBody KeyView.Request request, Caller caller) {
        String label = request.label().strip();
        if (label.isEmpty() || label.length() > LABEL_LENGTH) {
            throw new MalformedBody("A label has 1 to " + LABEL_LENGTH + " characters.");
        }
        Set<Scope> scopes = scopes(request.scopes());
        scopes.stream().filter(scope -> !caller.may(scope)).findFirst().ifPresent(scope -> {
            throw Forbidden.widerThanOwn(scope);
        });
        Keys.Made made = keys.make(caller.accountId(), label, scopes);
        return view(made.key(), made.text());
    }

    @GetMapping
    KeyView.Page list(Caller caller) {
        return new KeyView.Page(
                keys.of(caller.accountId()).stream().map(key -> view(key, null)).toList());
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revoke(@PathVariable UUID id, Caller caller) {
        if (!keys.revoke(id, caller)) {
            throw new NotFound("key " + id);
        }
    }

    private static Set<Scope> scopes(Set<String> written) {
        Set<Scope> scopes = EnumSet.noneOf(Scope.class);
        for (String name : written) {
            scopes.add(Scope.parse(name)
                    .orElseThrow(() -> new MalformedBody(
                            "There is no scope '" + name + "'; there are submit, donate and operate.")));
        }
        if (scopes.isEmpty()) {
            throw new MalformedBody("A key needs at least one scope: submit, donate or operate.");
        }
        return scopes;
    }

    private static KeyView view(AccessKey key, @Nullable String text) {
        return new KeyView(key.id(), key.label(), Scope.written(key.scopes()), key.prefix(), key.createdAt(), text);
    }
}
