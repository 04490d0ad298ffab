-- Work that waits for cleaner electricity: when it should run, why, and what it may emit.

alter table task
    drop constraint task_state_check,
    add constraint task_state_check check (state in ('READY', 'DEFERRED', 'LEASED', 'DONE', 'FAILED', 'CANCELLED')),
    add column max_grams double precision check (max_grams > 0);   -- gCO2e that the job may emit over all leases; null: any

alter table lease
    drop constraint lease_directive_check,
    add constraint lease_directive_check check (directive in ('CONTINUE', 'CHECKPOINT', 'DRAIN', 'PAUSE', 'CANCEL'));

alter table attempt
    drop constraint attempt_release_reason_check,
    add constraint attempt_release_reason_check check (release_reason in
        ('OWNER_RETURNED', 'SHUTDOWN', 'DRAINED', 'PAUSED', 'CANCELLED')),
    drop constraint attempt_failure_kind_check,
    add constraint attempt_failure_kind_check check (failure_kind in
        ('SPEC', 'OUT_OF_MEMORY', 'NOT_FINITE', 'NODE_FAULT', 'STALLED', 'BUDGET', 'CARBON_BUDGET'));

alter table job_state
    drop constraint job_state_failure_kind_check,
    add constraint job_state_failure_kind_check check (failure_kind in
        ('SPEC', 'OUT_OF_MEMORY', 'NOT_FINITE', 'NODE_FAULT', 'STALLED', 'BUDGET', 'CARBON_BUDGET'));

-- Work whose window was chosen in a zone is another class than the same work that may run anywhere.
alter table work_class
    add column zone text,
    drop constraint work_class_account_id_memory_bytes_disk_bytes_flops_key,
    add constraint work_class_key unique nulls not distinct (account_id, memory_bytes, disk_bytes, flops, zone);

-- What owners allow about the time of tasks that may wait, and what was decided last. A row lives as long as its task is open.
create table task_timing (
    task_id           uuid        primary key references task,
    job_id            uuid        not null unique references job,
    max_wait_seconds  double precision not null check (max_wait_seconds >= 0),   -- not running, from submission to end
    deadline          timestamptz,
    delay_weight      double precision not null check (delay_weight >= 0),
    decide_at         timestamptz not null,               -- when the decision is due for renewal
    decision          jsonb,                              -- a TimingView; null before the first
    zone              text,                               -- where it means to run; null: anywhere
    check (decision is not null or zone is null)
) with (fillfactor = 50);

-- π of each zone's hours, in gCO2e for a node's hour: what the rounds of decisions hand on to each other.
create table zone_congestion (
    zone        text        primary key,
    first_hour  timestamptz not null,
    hourly      double precision[] not null
);

-- Every decision that changed something: what a job's timeline tells.
create table job_decision (
    job_day   date        not null,
    job_id    uuid        not null,
    at        timestamptz not null,
    decision  jsonb       not null,
    primary key (job_day, job_id, at)
) partition by range (job_day);
