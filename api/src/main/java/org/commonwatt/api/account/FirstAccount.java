package org.commonwatt.api.account;

import java.time.Clock;
import java.util.EnumSet;
import java.util.UUID;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

import org.commonwatt.api.id.Ids;

/**
 * The first start of a service makes one account with a key that may do everything. It is there before the service
 * answers its first request.
 */
@Component
class FirstAccount implements SmartInitializingSingleton {

    private final AccountQueries queries;
    private final Keys keys;
    private final Ids ids;
    private final Clock clock;
    private final FirstKey firstKey;
    private final TransactionTemplate transactions;

    FirstAccount(
            AccountQueries queries,
            Keys keys,
            Ids ids,
            Clock clock,
            FirstKey firstKey,
            TransactionTemplate transactions) {
        this.queries = queries;
        this.keys = keys;
        this.ids = ids;
        this.clock = clock;
        this.firstKey = firstKey;
        this.transactions = transactions;
    }

    @Override
    public void afterSingletonsInstantiated() {
        if (!queries.anyAccount()) {
            transactions.executeWithoutResult(status -> make());
        }
    }

    private void make() {
        queries.lockFirstStart();
        if (queries.anyAccount()) {
            return; // another replica was faster
        }
        UUID account = ids.next();
        queries.insertAccount(account, "operator", clock.instant());
        String key = keys.make(account, "first key", EnumSet.allOf(Scope.class)).text();
        // Within the transaction: without the file the key would be lost, so then there must be no account either.
        firstKey.handOver(key);
    }
}
