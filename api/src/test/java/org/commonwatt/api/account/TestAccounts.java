package org.commonwatt.api.account;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;

import org.commonwatt.api.TestService;
import org.commonwatt.api.id.Ids;

/** Accounts for tests. */
public final class TestAccounts {

    private TestAccounts() {}

    /** An account just made: its id, and a key that may do everything. */
    public record TestAccount(UUID id, String key) {}

    public static TestAccount make(TestService service) {
        UUID id = service.bean(Ids.class).next();
        service.bean(AccountQueries.class).insertAccount(id, "test " + id, Instant.now());
        return new TestAccount(id, key(service, id, EnumSet.allOf(Scope.class)));
    }

    /** A further key of an account. */
    public static String key(TestService service, UUID account, Set<Scope> scopes) {
        return service.bean(Keys.class).make(account, "test", scopes).text();
    }

    /** Ends a key of an account. */
    public static void revoke(TestService service, TestAccount account, String key) {
        Keys keys = service.bean(Keys.class);
        keys.find(key).ifPresent(found -> {
            Caller owner = new Caller(account.id(), Caller.Kind.KEY, null, EnumSet.allOf(Scope.class));
            if (!keys.revoke(found.id(), owner)) {
                throw new AssertionError("it was revoked before");
            }
        });
    }
}
