-- What each node did in all: who looks at the fleet adds up the leases of the last minutes, and not every lease ever granted.

-- Sums over leases granted before a moment. All of those have ended, and what has ended doesn't change any more.
create table node_work (
    node_id          uuid        primary key references node,
    counted_until    timestamptz not null,                -- leases granted from here on are not in it
    tasks_completed  bigint      not null check (tasks_completed >= 0),
    energy_wh        double precision check (energy_wh >= 0)   -- null: nothing was measured
) with (fillfactor = 50);

-- In place of the index on the node alone. It holds nothing that a report or an end rewrites: attempts stay heap-only.
create index attempt_node_id_granted_at_idx on attempt (node_id, granted_at);
drop index attempt_node_id_idx;

with open as (
    select node_id, min(granted_at) as since from attempt where ended_at is null group by node_id
)
insert into node_work (node_id, counted_until, tasks_completed, energy_wh)
select node_id, until, count(*) filter (where outcome = 'TRAINED'), sum(energy_wh)
from attempt
left join open using (node_id)
cross join lateral (values (least(open.since, now() - interval '10 minutes'))) as settled (until)
where granted_at < until and exists (select from node where node.id = node_id)
group by node_id, until;
