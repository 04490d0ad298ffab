package org.commonwatt.api.artifact;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.commonwatt.api.account.Caller;
import org.commonwatt.api.problem.NotFound;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Two replicas take the same few bytes in, refer to them, drop the references and collect, all at once and with
 * transactions that fail at their end: whatever is referred to can be read, at every moment.
 */
class CollectionRaceTest {

    private static final int CONTENTS = 3;
    private static final int ROUNDS = 150;

    private static final class Crash extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private final long seed = Long.getLong("commonwatt.race.seed", System.nanoTime());
    private final AtomicInteger checked = new AtomicInteger();
    private final AtomicInteger crashes = new AtomicInteger();

    @TempDir
    Path folder;

    @Test
    void whatIsReferredToIsNeverCollected() throws Exception {
        String database = Replica.newDatabase();
        try (Replica one = replica(database, 1);
                Replica other = replica(database, 2);
                Replica witness = Replica.on(database, folder, Clock.systemUTC(), Duration.ZERO);
                ExecutorService pool = Executors.newCachedThreadPool()) {
            Caller person = one.person();
            UUID dataset = dataset(one, person);
            List<Future<?>> actors = new ArrayList<>();
            int number = 0;
            for (Replica replica : List.of(one, other)) {
                Random users = new Random(seed + number++);
                Random collectors = new Random(seed + number++);
                actors.add(pool.submit(() -> use(replica, person, dataset, users)));
                actors.add(pool.submit(() -> collect(replica, collectors)));
            }
            while (actors.stream().anyMatch(actor -> !actor.isDone())) {
                check(witness);
            }
            for (Future<?> actor : actors) {
                actor.get(60, TimeUnit.SECONDS);
            }
            check(witness);
            witness.jdbc().sql("delete from dataset_file").update();
            witness.collector().look();
            witness.collector().collect();

            assertThat(checked).as("references looked at, seed %d", seed).hasPositiveValue();
            assertThat(crashes).as("crashes, seed %d", seed).hasPositiveValue();
            assertThat(Bytes.files(folder))
                    .as("what is left in the end, seed %d", seed)
                    .isEmpty();
        }
    }

    /** Brings bytes, refers to them, drops a reference: in any order. */
    private void use(Replica replica, Caller person, UUID dataset, Random random) {
        for (int round = 0; round < ROUNDS; round++) {
            byte[] bytes = Bytes.random(10_000, random.nextInt(CONTENTS));
            Sha256 name = Bytes.name(bytes);
            try {
                switch (random.nextInt(4)) {
                    case 0 -> replica.artifacts().upload(person, name, Bytes.stream(bytes));
                    case 1 -> {
                        if (!replica.uploads().begin(person, name, bytes.length).complete()) {
                            replica.uploads().append(person, name, 0, Bytes.stream(bytes));
                        }
                    }
                    case 2 -> refer(replica, person, dataset, name);
                    default ->
                        replica.jdbc()
                                .sql("delete from dataset_file where sha256 = :sha256")
                                .param("sha256", name.bytes())
                                .update();
                }
            } catch (Crash | WrongOffset | NotFound expected) {
                // A transaction that failed at its end, or the other replica's upload of the same bytes.
            }
        }
    }

    /** As whoever publishes a dataset or commits a checkpoint does. */
    private static void refer(Replica replica, Caller person, UUID dataset, Sha256 name) {
        replica.transactions().executeWithoutResult(status -> {
            if (replica.artifacts().exists(name, person.accountId())) {
                replica.jdbc()
                        .sql("insert into dataset_file (dataset_id, sha256) values (:dataset, :sha256)"
                                + " on conflict do nothing")
                        .param("dataset", dataset)
                        .param("sha256", name.bytes())
                        .update();
            }
        });
    }

    private void collect(Replica replica, RandomGenerator random) {
        for (int round = 0; round < ROUNDS; round++) {
            if (random.nextInt(5) == 0) {
                replica.collector().look();
            }
            replica.collector().collect();
        }
    }

    /** Nothing that is referred to can be dropped while it is looked at; it has to be there and whole. */
    private void check(Replica witness) {
        witness.transactions().executeWithoutResult(status -> witness.jdbc()
                .sql("select sha256 from dataset_file for share")
                .query((row, number) -> Sha256.of(row.getBytes("sha256")))
                .list()
                .forEach(name -> {
                    assertThat(witness.store().find(name))
                            .as("%s, seed %d", name, seed)
                            .isPresent();
                    checked.incrementAndGet();
                }));
    }

    /** Whose store sometimes does what it is told and then fails, so that the transaction around it is rolled back. */
    private Replica replica(String database, int number) {
        Random random = new Random(seed + 100 + number);
        return Replica.on(
                database, folder, Clock.systemUTC(), Duration.ZERO, store -> (ArtifactStore) Proxy.newProxyInstance(
                        getClass().getClassLoader(),
                        new Class<?>[] {ArtifactStore.class},
                        (proxy, method, arguments) -> {
                            try {
                                Object answer = method.invoke(store, arguments);
                                boolean moves = List.of("publish", "remove").contains(method.getName());
                                if (moves && random.nextInt(5) == 0) {
                                    crashes.incrementAndGet();
                                    throw new Crash();
                                }
                                return answer;
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            }
                        }));
    }

    private static UUID dataset(Replica replica, Caller person) {
        UUID dataset = UUID.randomUUID();
        replica.jdbc()
                .sql("""
                        insert into dataset_version
                            (id, account_id, name, version, manifest, manifest_sha256, bytes, published_at)
                        values (:id, :account, 'd', 1, '{}', :sha256, 0, now())
                        """)
                .param("id", dataset)
                .param("account", person.accountId())
                .param("sha256", new byte[32])
                .update();
        return dataset;
    }
}
