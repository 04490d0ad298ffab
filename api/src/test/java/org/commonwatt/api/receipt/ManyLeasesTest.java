package org.commonwatt.api.receipt;

import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import org.commonwatt.api.Http.Answer;
import org.commonwatt.api.fleet.Machine;
import org.commonwatt.api.job.TestJobs;
import org.commonwatt.api.lease.LeaseWorld;
import org.commonwatt.api.receipt.ReceiptQueries.Choice;
import org.commonwatt.protocol.receipt.Receipt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** Receipts over more leases than are fetched at once, and more jobs than are shown. */
class ManyLeasesTest {

    private static final int JOBS = Tally.MOST_ITEMS + 700;
    private static final int LEASES = 3 * JOBS;

    private final LeaseWorld world = LeaseWorld.empty();
    private final JdbcClient sql = world.service.bean(JdbcClient.class);

    /** Like the one that was submitted; each has its leases in three rounds of all jobs, a Wh and a half-hour each. */
    @BeforeEach
    void manyJobsRan() {
        UUID pattern = TestJobs.submit(world.submitter).id();
        UUID node = Machine.join(world.anyone, world.donorKey, "attic", Machine.laptop("FRA"))
                .id();
        for (String table : new String[] {"job", "job_state", "task"}) {
            String jobId = table.equals("job") ? "'{}'" : "jsonb_build_object('job_id', number.id)";
            String id = table.equals("job_state") ? "'{}'" : "jsonb_build_object('id', number.id)";
            sql.sql(
                            "insert into %1$s select (jsonb_populate_record(%1$s, %2$s || %3$s)).* from %1$s, %4$s where %1$s.%5$s = ?"
                                    .formatted(table, id, jobId, numbers(JOBS), table.equals("job") ? "id" : "job_id"))
                    .param(pattern)
                    .update();
        }
        sql.sql("""
                insert into attempt (lease_id, task_id, job_id, node_id, epoch, granted_at, ended_at, outcome, energy_wh,
                                     energy_tier, energy_error, energy_seconds, energy_method, zone, intensity, intensity_source)
                select gen_random_uuid(), number.id, number.id, ?, round, at, at + interval '30 minutes',
                       case round when 3 then 'TRAINED' else 'EXPIRED' end, 1, 'B', 0.1, 1800, 'a test', 'FRA', 50, 'a test'
                from %s, generate_series(1, 3) as round,
                     lateral (select timestamptz '2026-05-01T00:00Z' + number.n * interval '1 second' + round * interval '1 day')
                         as granted (at)
                """.formatted(numbers(JOBS))).param(node).update();
    }

    private static String numbers(int count) {
        return "(select n, cast(lpad(to_hex(n), 32, '0') as uuid) as id from generate_series(1, " + count
                + ") as n) as number";
    }

    @Test
    void theyAddUpAndTheLastJobsAreShown() {
        Answer answer = world.submitter.get("/api/v1/account/receipt");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        Receipt receipt = answer.as(Receipt.class);

        assertThat(receipt.counts().jobs()).isEqualTo(JOBS);
        assertThat(receipt.counts().leases()).isEqualTo(LEASES);
        assertThat(receipt.counts().seconds()).isCloseTo(1800.0 * LEASES, within(1e-3));
        assertThat(Objects.requireNonNull(receipt.total()).wh()).isCloseTo(LEASES, within(1e-6));
        assertThat(Objects.requireNonNull(receipt.wasted()).wh())
                .as("two of three leases of each job, which had no checkpoint")
                .isCloseTo(2 * JOBS, within(1e-6));
        assertThat(receipt.itemsLeftOut()).isEqualTo(JOBS - Tally.MOST_ITEMS);
        assertThat(receipt.items()).hasSize(Tally.MOST_ITEMS);
        assertThat(receipt.items().getLast().id()).isEqualTo(new UUID(0, JOBS));
        assertThat(receipt.items().getFirst().id()).isEqualTo(new UUID(0, JOBS - Tally.MOST_ITEMS + 1));
    }

    @Test
    void theyAreFetchedBitByBitWithEachJobsTogether() {
        AtomicLong leases = new AtomicLong();
        AtomicLong openCursors = new AtomicLong();
        AtomicLong turns = new AtomicLong();
        UUID[] last = {new UUID(0, 0)};
        ReceiptQueries queries = world.service.bean(ReceiptQueries.class);
        world.service
                .bean(TransactionTemplate.class)
                .executeWithoutResult(transaction -> queries.each(Choice.ofAll(null), lease -> {
                    if (leases.incrementAndGet() == 1) {
                        openCursors.set(sql.sql(
                                        "select count(*) from pg_cursors where statement like 'select attempt.lease_id%'")
                                .query(Long.class)
                                .single());
                    }
                    turns.addAndGet(lease.job().id().equals(last[0]) ? 0 : 1);
                    last[0] = lease.job().id();
                }));

        assertThat(leases).hasValue(LEASES);
        assertThat(openCursors).as("with rows that were not fetched yet").hasValue(1);
        assertThat(turns).as("from one job's leases to another's").hasValue(JOBS);
    }
}
