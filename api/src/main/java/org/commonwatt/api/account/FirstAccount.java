package org.commonwatt.api.account;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.EnumSet;
import java.util.UUID;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

import org.commonwatt.api.folder.DataFolder;
import org.commonwatt.api.id.Ids;

/**
 * The first start of a service makes one account with a key that may do everything. The key is shown once and kept in
 * the data folder's file {@code key}, readable by its owner alone, where the local command finds it. It is there before
 * the service answers its first request.
 */
@Component
class FirstAccount implements SmartInitializingSingleton {

    private static final Logger log = LoggerFactory.getLogger(FirstAccount.class);

    private final AccountQueries queries;
    private final Keys keys;
    private final Ids ids;
    private final Clock clock;
    private final DataFolder folder;
    private final TransactionTemplate transactions;

    FirstAccount(
            AccountQueries queries,
            Keys keys,
            Ids ids,
            Clock clock,
            DataFolder folder,
            TransactionTemplate transactions) {
        this.queries = queries;
        this.keys = keys;
        this.ids = ids;
        this.clock = clock;
        this.folder = folder;
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
        Path file = write(key);
        log.info("Made the first key, shown this once: {} (also in {})", key, file);
    }

    private Path write(String key) {
        Path file = folder.resolve("key");
        try {
            Files.createDirectories(file.getParent());
            Path staging = Files.createTempFile(
                    file.getParent(),
                    "key.",
                    ".new",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(staging, key + "\n");
            return Files.move(staging, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("the first key can't be written to " + file, e);
        }
    }
}
