-- What jobs, tasks and leases go through: each way of ending told apart, and the progress clock. The lists of states and
-- kinds are those of the protocol's tables; a test holds them against each other.

alter table lease
    add column progress_at timestamptz,                   -- when its steps last grew; liveness and budget have clocks of their own
    add check (not lapsed or directive <> 'CANCEL');      -- a lapsed lease whose job ends is over at once
update lease set progress_at = granted_at;
alter table lease alter column progress_at set not null;

alter table task
    add check (epoch >= 0 and failures >= 0),
    add check (state not in ('LEASED', 'DONE', 'FAILED') or epoch > 0);   -- nothing is worked on without a lease

alter table attempt
    add column failure_kind   text check (failure_kind in
                                  ('SPEC', 'OUT_OF_MEMORY', 'NOT_FINITE', 'NODE_FAULT', 'STALLED', 'BUDGET')),
    add column release_reason text check (release_reason in ('OWNER_RETURNED', 'SHUTDOWN', 'DRAINED', 'CANCELLED'));
-- Rows from before say no more than that a node broke the run, or gave it back.
update attempt set failure_kind = 'NODE_FAULT' where outcome = 'FAILED';
update attempt set release_reason = 'SHUTDOWN' where outcome = 'RELEASED';
alter table attempt
    add check ((failure_kind is not null) = (coalesce(outcome, '') = 'FAILED')),
    add check ((release_reason is not null) = (coalesce(outcome, '') = 'RELEASED'));

alter table job_state
    add check (failure_kind in ('SPEC', 'OUT_OF_MEMORY', 'NOT_FINITE', 'NODE_FAULT', 'STALLED', 'BUDGET')),
    add check ((attempts > 0) = (started_at is not null)),
    add check (state not in ('RUNNING', 'SUCCEEDED', 'FAILED') or attempts > 0);
