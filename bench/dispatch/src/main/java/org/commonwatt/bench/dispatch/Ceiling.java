package org.commonwatt.bench.dispatch;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * The bare statements that write the same rows as the service, over the same driver, with no guard, no choice and no event's
 * contents: claim in one statement, insert the rows of the lease, commit; delete it, record that it is done, commit.
 */
final class Ceiling implements Contender {

    private final List<Bare> threads = new ArrayList<>();

    Ceiling(Database database, String url, int batch, int connections) throws SQLException {
        for (int i = 0; i < connections; i++) {
            threads.add(new Bare(database.connect(url), batch, i % World.NODES));
        }
    }

    @Override
    public double run(Duration time) throws Exception {
        return Loop.run(threads, time);
    }

    @Override
    public void close() throws SQLException {
        for (Bare thread : threads) {
            thread.connection.close();
        }
    }

    private static final class Bare implements Loop.Lives {

        private static final String CLAIM = """
                with picked as materialized (
                    select task_id, job_id from ready_task
                    where work_class = 1 and available_at <= now()
                    order by available_at, task_id limit %d for update skip locked
                ),
                gone as (delete from ready_task using picked where ready_task.task_id = picked.task_id)
                select task_id, job_id from picked
                """;
        private static final String LEASE = """
                insert into lease (id, task_id, job_id, node_id, epoch, claim_key, granted_at, progress_at, expires_at, budget_ends_at)
                select id, task_id, job_id, ?, 1, id::text, now(), now(), now() + interval '60 s', now() + interval '1 day'
                from unnest(?::uuid[], ?::uuid[], ?::uuid[]) as claimed (id, task_id, job_id)
                """;
        private static final String ATTEMPT = """
                insert into attempt (lease_id, task_id, job_id, node_id, epoch, granted_at, zone, intensity, intensity_source)
                select id, task_id, job_id, ?, 1, now(), 'NOR', 30, 'bench'
                from unnest(?::uuid[], ?::uuid[], ?::uuid[]) as claimed (id, task_id, job_id)
                """;
        private static final String TASK_LEASED =
                "update task set state = 'LEASED', epoch = epoch + 1 where id = any (?::uuid[])";
        private static final String RUNNING = """
                update job_state set state = 'RUNNING', node_id = ?, started_at = now(), attempts = attempts + 1, version = version + 1
                where job_id = any (?::uuid[])
                """;
        private static final String EVENT = """
                insert into job_event (job_day, job_id, seq, at, type, data)
                select current_date, job_id, nextval('feed_sequence'), now(), ?, ?::jsonb from unnest(?::uuid[]) as moved (job_id)
                """;
        private static final String DELETE = "delete from lease where id = any (?::uuid[])";
        private static final String ENDED = """
                update attempt set ended_at = now(), outcome = 'TRAINED', answer = '{"job":"SUCCEEDED"}' where lease_id = any (?::uuid[])
                """;
        private static final String TASK_DONE = "update task set state = 'DONE' where id = any (?::uuid[])";
        private static final String SUCCEEDED = """
                update job_state set state = 'SUCCEEDED', finished_at = now(), model_sha256 = decode(?, 'hex'),
                       evaluation = '{"accuracy": 0.9}', version = version + 1
                where job_id = any (?::uuid[])
                """;
        private static final String OWNER = """
                insert into artifact_owner (sha256, account_id, created_at)
                select decode(?, 'hex'), account_id, now() from job where id = any (?::uuid[])
                on conflict do nothing
                """;
        /** As long as the service's entries are. */
        private static final String DATA = """
                {"job": {"by": "START", "from": "QUEUED", "node": "00000000-0000-7000-8000-000000001000"},
                 "task": {"id": "00000000-0000-7000-8000-000000001000", "by": "CLAIM", "from": "READY", "epoch": 1, "failures": 0},
                 "leases": [{"id": "00000000-0000-7000-8000-000000001000", "by": "GRANT", "epoch": 1, "node": "00000000-0000-7000-8000-000000001000"}]}
                """;

        private final Connection connection;
        private final int batch;
        private final UUID node;
        private final String model;
        private final PreparedStatement claim;
        private final List<PreparedStatement> prepared = new ArrayList<>();

        Bare(Connection connection, int batch, int node) throws SQLException {
            this.connection = connection;
            this.batch = batch;
            this.node = World.node(node);
            this.model = World.model(node);
            connection.setAutoCommit(false);
            claim = connection.prepareStatement(CLAIM.formatted(batch));
            for (String sql : List.of(
                    LEASE, ATTEMPT, TASK_LEASED, RUNNING, EVENT, DELETE, ENDED, TASK_DONE, SUCCEEDED, EVENT, OWNER)) {
                prepared.add(connection.prepareStatement(sql));
            }
        }

        @Override
        public int live() throws SQLException {
            List<UUID> tasks = new ArrayList<>();
            List<UUID> jobs = new ArrayList<>();
            try (ResultSet rows = claim.executeQuery()) {
                while (rows.next()) {
                    tasks.add(rows.getObject(1, UUID.class));
                    jobs.add(rows.getObject(2, UUID.class));
                }
            }
            if (tasks.size() < batch) {
                throw new IllegalStateException("the queue ran dry");
            }
            Array task = array(tasks);
            Array job = array(jobs);
            Array lease = array(tasks.stream().map(id -> UUID.randomUUID()).toList());
            run(0, node, lease, task, job);
            run(1, node, lease, task, job);
            run(2, task);
            run(3, node, job);
            run(4, "START", DATA, job);
            connection.commit();
            run(5, lease);
            run(6, lease);
            run(7, task);
            run(8, model, job);
            run(9, "SUCCEED", DATA, job);
            run(10, model, job);
            connection.commit();
            return tasks.size();
        }

        private void run(int statement, Object... values) throws SQLException {
            PreparedStatement one = prepared.get(statement);
            for (int i = 0; i < values.length; i++) {
                one.setObject(i + 1, values[i]);
            }
            one.executeUpdate();
        }

        private Array array(List<UUID> ids) throws SQLException {
            return connection.createArrayOf("uuid", ids.toArray());
        }
    }
}
