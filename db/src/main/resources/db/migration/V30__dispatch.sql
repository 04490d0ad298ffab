-- Dispatch at speed: what a claim reads lies in one narrow row, and a life writes few index entries.

-- What the claim locks and what it must pass over stand in the ready row itself: no join over tasks and attempts.
alter table ready_task
    add column job_id uuid,
    add column avoids uuid[],                             -- nodes that broke a run of it; null for none
    drop column created_at;
update ready_task set job_id = task.job_id from task where task.id = ready_task.task_id;
update ready_task set avoids = broke.nodes
    from (select task_id, array_agg(distinct node_id) as nodes from attempt where outcome = 'FAILED' group by task_id) broke
    where broke.task_id = ready_task.task_id;
alter table ready_task alter column job_id set not null;

-- The claim copies these from the rows that it locks, and nobody ever deletes tasks, jobs or nodes: seven checks of each
-- claim that can't fail, which took a third of its time.
alter table lease
    drop constraint lease_task_id_fkey,
    drop constraint lease_job_id_fkey,
    drop constraint lease_node_id_fkey;
alter table attempt
    drop constraint attempt_task_id_fkey,
    drop constraint attempt_job_id_fkey,
    drop constraint attempt_node_id_fkey;
alter table job_state
    drop constraint job_state_node_id_fkey;

-- A partial index on the state makes every transition write all indexes of the row. Without it transitions are heap-only;
-- the one who asks for open jobs asks by the day on which they were created.
drop index job_state_state_idx;
create index on job using brin (created_on);
