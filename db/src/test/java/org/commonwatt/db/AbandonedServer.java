package org.commonwatt.db;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A process that starts the database, says so, and then waits to be killed. */
final class AbandonedServer {

    private AbandonedServer() {}

    public static void main(String[] args) throws InterruptedException {
        EmbeddedPostgres postgres = EmbeddedPostgres.start(TestFolders.settings(Path.of(args[0])));
        System.out.println(postgres.jdbcUrl());
        new CountDownLatch(1).await();
    }
}
