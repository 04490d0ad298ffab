package org.commonwatt.api.fleet;

import java.security.SecureRandom;
import java.util.UUID;

import org.springframework.stereotype.Component;

import org.commonwatt.api.account.Tokens;
import org.commonwatt.api.id.Ids;

/** Makes what a machine is known by. */
@Component
class Identity {

    private final Ids ids;
    private final Tokens tokens;
    private final SecureRandom random;

    Identity(Ids ids, Tokens tokens, SecureRandom random) {
        this.ids = ids;
        this.tokens = tokens;
        this.random = random;
    }

    UUID id() {
        return ids.next();
    }

    String token() {
        return tokens.newNodeToken();
    }

    JoiningCode code() {
        return JoiningCode.random(random);
    }
}
