package org.commonwatt.bench.dispatch;

import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.commonwatt.api.account.Tokens;
import org.commonwatt.protocol.Json;
import org.commonwatt.protocol.node.Capability;

/** What stands in a database before anything is measured: an account, a dataset, nodes with their tokens, a queue. */
final class World {

    static final int NODES = 64;

    static final UUID ACCOUNT = UUID.fromString("00000000-0000-7000-8000-000000000001");
    static final UUID DATASET = UUID.fromString("00000000-0000-7000-8000-000000000002");

    /** Every job has this one; about what an example's is. */
    private static final String SPEC = """
            {"name":"digits-mlp","dataset":{"ref":"digits@1","transforms":[{"type":"scale","divideBy":255}]},
             "model":{"type":"sequential","layers":[{"type":"flatten"},{"type":"dense","units":128},
             {"type":"activation","function":"relu"},{"type":"dense","units":10}]},
             "loss":{"type":"softmaxCrossEntropy"},"optimizer":{"type":"adam","learningRate":0.001},
             "training":{"epochs":5,"batchSize":32,"seed":7},"metrics":["accuracy"]}""";

    private static final String FILE = """
            {"path":"digits.csv","sha256":"%s","size":100000}""".formatted("ab".repeat(32));

    /** Every lease brings it along, so it is one that the service can read. */
    private static final String MANIFEST = """
            {"name":"digits","version":1,"title":"Digits","licence":"CC0-1.0","source":"made for a measurement",
             "format":{"type":"csv","inputs":["x","y"],"targets":["label"],"target":{"type":"classes","names":["low","high"]}},
             "splits":{"train":{"examples":4000,"files":[%s]},"heldOut":{"examples":1000,"files":[%s]}}}""".formatted(FILE, FILE);

    private World() {}

    static Capability offer() {
        return new Capability(
                "linux",
                "amd64",
                "Bench CPU",
                4,
                65,
                "bench",
                false,
                8L << 30,
                64L << 30,
                List.of(),
                0.1,
                5,
                "NOR",
                1,
                "bench",
                null);
    }

    static UUID node(int number) {
        return new UUID(0x0000000000007000L, 0x8000000000001000L + number);
    }

    static String token(int number) {
        return Tokens.NODE_PREFIX + "bench-" + number;
    }

    /** SHA-256 of the model that a node has uploaded, and delivers for every job: no two that work at once deliver the same. */
    static String model(int number) {
        return hex(Tokens.hash("model " + number));
    }

    static void prepare(Database database, String url, int nodes) {
        String offer = Json.mapper().writeValueAsString(offer());
        database.execute(
                url,
                "insert into account (id, name, created_at) values ('" + ACCOUNT + "', 'bench', now())",
                "insert into dataset_version (id, account_id, name, version, manifest, manifest_sha256, bytes, published_at) values"
                        + " ('" + DATASET + "', '" + ACCOUNT + "', 'digits', 1, '" + MANIFEST
                        + "', sha256('d'), 1, now())",
                "insert into work_class (account_id, memory_bytes, disk_bytes, transfer_bytes, flops) values ('"
                        + ACCOUNT + "', 1073741824, 1073741824, 1073741824, 1e12)");
        Stream<String> joined = IntStream.range(0, nodes)
                .boxed()
                .flatMap(number -> List.of(
                        "insert into artifact (sha256, size, created_at, touched_at) values (decode('" + model(number)
                                + "', 'hex'), 5, now(), now())",
                        "insert into node (id, account_id, name, token_hash, joined_at) values ('" + node(number)
                                + "', '" + ACCOUNT + "', 'node " + number + "', decode('"
                                + hex(Tokens.hash(token(number)))
                                + "', 'hex'), now())",
                        "insert into node_presence (node_id, capability, last_seen_at) values ('" + node(number)
                                + "', '" + offer + "', now())",
                        "insert into artifact_upload (sha256, node_id, created_at) values (decode('" + model(number)
                                + "', 'hex'), '" + node(number) + "', now())")
                        .stream());
        // So that a node can deliver in the name of any of the loops; each has a model of its own, as each job has.
        Stream<String> shared = IntStream.range(0, Loop.THREADS)
                .mapToObj(number -> "insert into artifact_upload (sha256, node_id, created_at) select decode('"
                        + model(number) + "', 'hex'), id, now() from node on conflict do nothing");
        database.execute(
                url,
                Stream.of(Stream.of("begin"), joined, shared, Stream.of("commit"))
                        .flatMap(statements -> statements)
                        .toArray(String[]::new));
    }

    /** A key with which the account's jobs can be looked at. */
    static String key(Database database, String url) {
        database.execute(url, """
                insert into access_key (id, account_id, label, prefix, secret_hash, scopes, created_at)
                values (gen_random_uuid(), '%s', 'bench', 'BENCHKEY', decode('%s', 'hex'), array['submit'], now())
                """.formatted(ACCOUNT, hex(Tokens.hash("secret"))));
        return "cw_BENCHKEY_secret";
    }

    /** Puts so many jobs into the queue, as submissions do. */
    static void queue(Database database, String url, int jobs) {
        database.execute(url, """
                with made as (
                    insert into job (id, account_id, name, spec, spec_text, spec_media_type, dataset_id, work, memory_bytes,
                                     created_at, created_on)
                    select uuidv7(), '%s', 'digits-mlp', '%s', '', 'application/yaml', '%s', '{}', 1073741824,
                           clock_timestamp(), current_date
                    from generate_series(1, %d)
                    returning id, created_at
                ),
                stated as (insert into job_state (job_id, state) select id, 'QUEUED' from made),
                cut as (
                    insert into task (id, job_id, kind, state, work_class, max_seconds, created_at)
                    select uuidv7(), made.id, 'TRAIN', 'READY', work_class.id, 86400, made.created_at from made, work_class
                    returning id, job_id, work_class, created_at
                )
                insert into ready_task (task_id, job_id, work_class, available_at)
                select id, job_id, work_class, created_at from cut
                """.formatted(ACCOUNT, SPEC.replace("'", "''"), DATASET, jobs));
    }

    /** Lives that are over: five rows and two entries in the log for each. */
    static void history(Database database, String url, int lives) {
        int atOnce = 20_000;
        for (int done = 0; done < lives; done += atOnce) {
            queue(database, url, Math.min(atOnce, lives - done));
            database.execute(url, """
                    with over as (delete from ready_task returning task_id, job_id),
                    done as (update task set state = 'DONE', epoch = 1 from over where id = over.task_id),
                    stated as (
                        update job_state set state = 'SUCCEEDED', started_at = now(), finished_at = now(), attempts = 1,
                               node_id = '%s', model_sha256 = decode('%s', 'hex')
                        from over where job_state.job_id = over.job_id),
                    tried as (
                        insert into attempt (lease_id, task_id, job_id, node_id, epoch, granted_at, ended_at, outcome, answer,
                                             zone, intensity, intensity_source)
                        select uuidv7(), task_id, job_id, ('00000000-0000-7000-8000-00000000' || to_hex(4096 + (random() * 63)::int))::uuid,
                               1, now() - interval '1 hour', now() - interval '50 minutes', 'TRAINED', '{}', 'NOR', 30, 'bench'
                        from over)
                    insert into job_event (job_day, job_id, seq, at, type, data)
                    select current_date, job_id, nextval('feed_sequence'), now(), type, '{}'
                    from over, unnest(array['START', 'SUCCEED']) as type
                    """.formatted(node(0), model(0)));
        }
        database.execute(url, "vacuum analyze");
    }

    private static String hex(byte[] bytes) {
        return java.util.HexFormat.of().formatHex(bytes);
    }
}
