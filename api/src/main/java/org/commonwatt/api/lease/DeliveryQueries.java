package org.commonwatt.api.lease;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import org.commonwatt.api.artifact.Sha256;
import org.commonwatt.protocol.job.JobState;
import org.commonwatt.protocol.lease.EnergyUse;
import org.commonwatt.protocol.lifecycle.JobTransition;
import org.commonwatt.protocol.lifecycle.LeaseTransition;
import org.commonwatt.protocol.lifecycle.TaskState;
import org.commonwatt.protocol.lifecycle.TaskTransition;

@Repository
class DeliveryQueries {

    /**
     * A model that a lease's holder delivers.
     *
     * @param answer what to say to whoever repeats it, as JSON
     */
    record Delivered(LeaseRef lease, Sha256 model, @Nullable EnergyUse energy, String answer) {}

    /** A lease that ended with its model. */
    record Taken(LeaseRef lease, UUID jobId, UUID taskId, int failures) {}

    /**
     * Leases and uploads are looked up by the whole of their keys, as the lateral joins and the list of ids make sure, whatever
     * the planner reckons: where it believes the table of leases to be empty, it would read the whole of it for a join.
     */
    private static final String TAKE = """
            with asked as (
                select * from unnest(cast(:leases as uuid[]), cast(:epochs as bigint[]), cast(:nodes as uuid[]),
                                     cast(:models as bytea[]), cast(:answers as text[]), cast(:wh as double precision[]),
                                     cast(:attributed as double precision[]), cast(:embodied as double precision[]),
                                     cast(:tiers as text[]), cast(:errors as double precision[]),
                                     cast(:seconds as double precision[]), cast(:methods as text[]))
                    as asked (lease_id, epoch, node_id, model, answer, wh, attributed, embodied, tier, error, seconds, method)
            ),
            locked as materialized (
                select asked.*, held.job_id, held.task_id
                from asked
                cross join lateral (
                    select lease.job_id, lease.task_id from lease
                    where lease.id = asked.lease_id and lease.epoch = asked.epoch
                      and lease.node_id is not distinct from asked.node_id
                      and not lease.lapsed and lease.directive <> 'CANCEL'
                    offset 0
                ) held
                cross join lateral (
                    select from artifact_upload
                    where artifact_upload.sha256 = asked.model and artifact_upload.node_id = asked.node_id
                    offset 0
                ) brought
                join artifact on artifact.sha256 = asked.model and artifact.damaged_at is null
                join job_state on job_state.job_id = held.job_id
                where job_state.state = any (cast(:jobFrom as text[]))
                order by held.job_id
                for update of job_state
                -- the collector may be about to take a model away: it is waited for, and what it took is not delivered
                for key share of artifact
            ),
            removed as (
                delete from lease
                where lease.id = any (array(select lease_id from locked))
                  and not lease.lapsed and lease.directive <> 'CANCEL'
                returning lease.id
            ),
            -- an id has one epoch, node and task for ever; "is true" keeps this a hash of the ids instead of a join
            ended as materialized (
                select * from locked where (lease_id in (select id from removed)) is true
            ),
            finished as (
                update task set state = :taskTo
                from ended
                where task.id = ended.task_id and task.epoch = ended.epoch and task.state = any (cast(:taskFrom as text[]))
                returning ended.lease_id, ended.epoch, ended.node_id, ended.job_id, ended.task_id, task.failures
            ),
            closed as (
                update attempt set ended_at = :now, outcome = :outcome, answer = cast(ended.answer as jsonb),
                       energy_wh = coalesce(wh, energy_wh),
                       -- not every meter knows these: what was known of less energy is not true of more
                       energy_attributed_wh = case when wh is null then energy_attributed_wh else attributed end,
                       embodied_grams = case when wh is null then embodied_grams else embodied end,
                       energy_tier = coalesce(tier, energy_tier),
                       energy_error = coalesce(error, energy_error), energy_seconds = coalesce(seconds, energy_seconds),
                       energy_method = coalesce(method, energy_method)
                from ended
                where attempt.lease_id = ended.lease_id and attempt.ended_at is null
            )
            select finished.*, (select count(*) from removed) as leases
            from (values (true)) as one left join finished on true
            """;

    private final JdbcClient sql;

    DeliveryQueries(JdbcClient sql) {
        this.sql = sql;
    }

    /**
     * Ends many leases with their models in one statement: the compare-and-set on their epochs. Those that are not their
     * node's, or that stop or lapsed, and those whose node did not bring the model's bytes are left as they are. The jobs
     * are locked first, in their order, so that two who do this at once never wait in a circle.
     */
    List<Taken> take(List<Delivered> models, Instant now) {
        List<Row> rows = sql.sql(TAKE)
                .param("leases", array(models, it -> it.lease().id(), UUID[]::new))
                .param("epochs", array(models, it -> it.lease().epoch(), Long[]::new))
                .param("nodes", array(models, it -> it.lease().nodeId(), UUID[]::new))
                .param("models", array(models, it -> it.model().bytes(), byte[][]::new))
                .param("answers", array(models, Delivered::answer, String[]::new))
                .param("wh", energy(models, EnergyUse::wh, Double[]::new))
                .param("attributed", energy(models, EnergyUse::attributedWh, Double[]::new))
                .param("embodied", energy(models, EnergyUse::embodiedGrams, Double[]::new))
                .param("tiers", energy(models, energy -> energy.tier().name(), String[]::new))
                .param("errors", energy(models, EnergyUse::relativeError, Double[]::new))
                .param("seconds", energy(models, EnergyUse::seconds, Double[]::new))
                .param("methods", energy(models, EnergyUse::method, String[]::new))
                .param(
                        "jobFrom",
                        JobTransition.SUCCEED.from().stream()
                                .map(JobState::name)
                                .toArray(String[]::new))
                .param(
                        "taskFrom",
                        TaskTransition.FINISH.from().stream()
                                .map(TaskState::name)
                                .toArray(String[]::new))
                .param("taskTo", TaskTransition.FINISH.to().name())
                .param("outcome", LeaseTransition.COMPLETE.to().name())
                .param("now", Timestamp.from(now))
                .query(DeliveryQueries::row)
                .list();
        List<Taken> taken =
                rows.stream().flatMap(row -> Stream.ofNullable(row.taken())).toList();
        if (rows.getFirst().leases() != taken.size()) {
            throw new IllegalStateException("a lease was held, but its task was not");
        }
        return taken;
    }

    /** There is one at least, for the number of leases that were removed. */
    private record Row(long leases, @Nullable Taken taken) {}

    private static Row row(ResultSet row, int number) throws SQLException {
        UUID leaseId = row.getObject("lease_id", UUID.class);
        return new Row(row.getLong("leases"), leaseId == null ? null : taken(leaseId, row));
    }

    private static Taken taken(UUID leaseId, ResultSet row) throws SQLException {
        return new Taken(
                new LeaseRef(leaseId, row.getLong("epoch"), row.getObject("node_id", UUID.class)),
                row.getObject("job_id", UUID.class),
                row.getObject("task_id", UUID.class),
                row.getInt("failures"));
    }

    private static <V> V[] array(List<Delivered> models, Function<Delivered, V> value, IntFunction<V[]> room) {
        return models.stream().map(value).toArray(room);
    }

    @SuppressWarnings("NullAway") // a model may come without a figure of its energy; the array then has a gap
    private static <V> V[] energy(List<Delivered> models, Function<EnergyUse, V> value, IntFunction<V[]> room) {
        return array(models, it -> it.energy() == null ? null : value.apply(it.energy()), room);
    }
}
