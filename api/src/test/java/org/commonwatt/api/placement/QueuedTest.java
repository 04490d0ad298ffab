package org.commonwatt.api.placement;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

import org.commonwatt.api.job.TestJobs;
import org.commonwatt.api.lease.LeaseWorld;
import org.commonwatt.api.placement.QueueHeads.Head;
import org.commonwatt.scheduler.ReadyWork;

import static org.assertj.core.api.Assertions.assertThat;

/** Three classes of work with two tasks each; of some it is known where their queues begin. */
class QueuedTest {

    private record Task(long workClass, Instant availableAt, UUID id) {

        Head head() {
            return new Head(availableAt, id);
        }
    }

    private final LeaseWorld world = LeaseWorld.empty();
    private final JdbcClient sql = world.service.bean(JdbcClient.class);
    private final PlacementQueries queries = world.service.bean(PlacementQueries.class);
    private final List<Task> tasks = tasks();
    private final long first = tasks.get(0).workClass();
    private final long second = tasks.get(2).workClass();
    private final long third = tasks.get(4).workClass();

    @Test
    void withoutKnowledgeAllQueuesAreLookedAtFromTheirFronts() {
        assertThat(told(Map.of())).containsExactly(first + " 2", second + " 2", third + " 2");
        assertThat(queries.queued(world.now(), Map.of()))
                .extracting(ReadyWork::readySince)
                .contains(
                        tasks.get(0).availableAt(),
                        tasks.get(2).availableAt(),
                        tasks.get(4).availableAt());
    }

    @Test
    void whatLiesInFrontOfAKnownHeadIsNotLookedAtAndTheOtherClassesAreFoundOnBothSides() {
        Map<Long, Head> known = Map.of(second, tasks.get(3).head());
        assertThat(told(known)).containsExactly(first + " 2", second + " 1", third + " 2");
        assertThat(queries.queued(world.now(), known))
                .filteredOn(work -> work.workClass().id() == second)
                .extracting(ReadyWork::readySince)
                .containsExactly(tasks.get(3).availableAt());
    }

    @Test
    void betweenAndBesideKnownHeadsNothingIsMissed() {
        assertThat(told(Map.of(first, tasks.get(0).head(), third, tasks.get(5).head())))
                .containsExactly(first + " 2", second + " 2", third + " 1");
        assertThat(told(Map.of(
                        first,
                        tasks.get(1).head(),
                        second,
                        tasks.get(2).head(),
                        third,
                        tasks.get(4).head())))
                .containsExactly(first + " 1", second + " 2", third + " 2");
    }

    @Test
    void aQueueThatIsEmptyBehindItsHeadIsNotNamed() {
        Head end = new Head(tasks.get(3).availableAt().plusSeconds(1), new UUID(0, 0));
        assertThat(told(Map.of(second, end))).containsExactly(first + " 2", third + " 2");
    }

    @Test
    void aClassThatOnlyWaitsIsNamedWithTheMomentWhenItMayStart() {
        Instant later = world.now().plusSeconds(60);
        sql.sql("update ready_task set available_at = ? where work_class = ?")
                .params(java.sql.Timestamp.from(later), third)
                .update();
        assertThat(queries.queued(world.now(), Map.of()))
                .filteredOn(work -> work.workClass().id() == third)
                .extracting(ReadyWork::readySince)
                .containsExactly(later);
    }

    private List<String> told(Map<Long, Head> known) {
        return queries.queued(world.now(), known).stream()
                .map(work -> work.workClass().id() + " " + work.count())
                .sorted()
                .toList();
    }

    private List<Task> tasks() {
        Stream.generate(() -> TestJobs.submit(world.submitter)).limit(6).forEach(job -> {});
        sql.sql("""
                with made as (
                    insert into work_class (account_id, memory_bytes, disk_bytes, transfer_bytes, flops)
                    select account.id, size, 1, 1, 1 from (select id from account limit 1) account, generate_series(1, 3) as size
                    returning id
                ),
                classes as (select id, row_number() over (order by id) as number from made),
                numbered as (select task_id, row_number() over (order by task_id) as number from ready_task)
                update ready_task set work_class = classes.id,
                       available_at = available_at - interval '1 hour' + numbered.number * interval '1 second'
                from numbered join classes on classes.number = (numbered.number + 1) / 2
                where ready_task.task_id = numbered.task_id
                """).update();
        return sql.sql("select work_class, available_at, task_id from ready_task order by work_class, available_at")
                .query((row, number) -> new Task(
                        row.getLong("work_class"),
                        row.getTimestamp("available_at").toInstant(),
                        row.getObject("task_id", UUID.class)))
                .list();
    }
}
