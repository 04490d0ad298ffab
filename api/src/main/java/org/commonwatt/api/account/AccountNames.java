package org.commonwatt.api.account;

import java.util.UUID;

import org.springframework.stereotype.Component;

/** What accounts are called. */
@Component
public class AccountNames {

    private final AccountQueries queries;

    AccountNames(AccountQueries queries) {
        this.queries = queries;
    }

    /** The name of an account that exists. */
    public String of(UUID accountId) {
        return queries.accountName(accountId);
    }
}
