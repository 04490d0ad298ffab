-- The main line: accounts, machines, datasets, jobs, leases, and what runs report.
-- Times are timestamptz, hashes are 32 raw bytes, identifiers are UUIDv7. PostgreSQL 17 or newer.

-- Accounts and keys -------------------------------------------------------------------------------------------------

create table account (
    id          uuid        primary key,
    name        text        not null unique check (name <> ''),
    created_at  timestamptz not null
);

create table access_key (
    id           uuid        primary key,
    account_id   uuid        not null references account,
    label        text        not null,
    prefix       text        not null unique,             -- the shown part, by which a key is found
    secret_hash  bytea       not null check (octet_length(secret_hash) = 32),
    scopes       text[]      not null check (scopes <@ array['submit', 'donate', 'operate'] and cardinality(scopes) > 0),
    created_at   timestamptz not null,
    revoked_at   timestamptz
);
create index on access_key (account_id);

create table browser_session (
    token_hash  bytea       primary key check (octet_length(token_hash) = 32),
    key_id      uuid        not null references access_key,
    csrf_token  text        not null,
    created_at  timestamptz not null,
    expires_at  timestamptz not null
);

create table idempotent_request (
    account_id    uuid        not null references account,
    key           text        not null,
    request_hash  bytea       not null,                   -- the same key with another request is refused
    resource_id   uuid        not null,
    created_at    timestamptz not null,
    primary key (account_id, key)
);

-- Machines ----------------------------------------------------------------------------------------------------------

create table node (
    id           uuid        primary key,
    account_id   uuid        not null references account,
    name         text        not null,
    token_hash   bytea       not null unique check (octet_length(token_hash) = 32),
    joined_at    timestamptz not null,
    removed_at   timestamptz
);
create index on node (account_id);

-- Rewritten at every contact: narrow in indexes so that updates stay heap-only.
create table node_presence (
    node_id       uuid        primary key references node,
    capability    jsonb       not null,
    last_seen_at  timestamptz not null
) with (fillfactor = 50);

create table joining_code (
    code_hash   bytea       primary key check (octet_length(code_hash) = 32),
    account_id  uuid        not null references account,
    created_at  timestamptz not null,
    expires_at  timestamptz not null,
    node_id     uuid        references node              -- who used it; null while unused
);

-- Bytes and datasets ------------------------------------------------------------------------------------------------

create table artifact (
    sha256      bytea       primary key check (octet_length(sha256) = 32),
    size        bigint      not null check (size >= 0),
    created_at  timestamptz not null
);

-- Who may read and use an artifact; having its hash is not enough.
create table artifact_owner (
    sha256      bytea       not null references artifact,
    account_id  uuid        not null references account,
    created_at  timestamptz not null,
    primary key (sha256, account_id)
);

-- Which node brought which bytes: a result counts only from a node that had them in hand, for knowing a hash is not enough.
create table artifact_upload (
    sha256      bytea       not null references artifact,
    node_id     uuid        not null references node,
    created_at  timestamptz not null,
    primary key (sha256, node_id)
);

create table dataset_version (
    id               uuid        primary key,
    account_id       uuid        not null references account,
    name             text        not null,
    version          integer     not null check (version >= 1),
    manifest         jsonb       not null,
    manifest_sha256  bytea       not null check (octet_length(manifest_sha256) = 32),
    bytes            bigint      not null,
    published_at     timestamptz not null,
    unique (account_id, name, version)
);
create index on dataset_version (manifest_sha256);

create table dataset_file (
    dataset_id  uuid    not null references dataset_version,
    sha256      bytea   not null references artifact,
    primary key (dataset_id, sha256)
);

-- Jobs: the immutable spec, the state, and the progress stand apart ---------------------------------------------------

create table job (
    id            uuid        primary key,
    account_id    uuid        not null references account,
    name          text        not null,
    spec          jsonb       not null,                   -- canonical form
    spec_text     text        not null,                   -- as sent
    spec_media_type text      not null,
    dataset_id    uuid        not null references dataset_version,
    work          jsonb       not null,                   -- the WorkPlan made when it was accepted
    memory_bytes  bigint      not null check (memory_bytes > 0),
    created_at    timestamptz not null,
    created_on    date        not null                    -- partition key of its metrics, logs and events
);
create index on job (account_id, id desc);

create table job_state (
    job_id           uuid        primary key references job,
    state            text        not null check (state in
                         ('QUEUED', 'WAITING', 'RUNNING', 'PAUSED', 'SUCCEEDED', 'FAILED', 'CANCELLED')),
    reason           text,
    attempts         integer     not null default 0 check (attempts >= 0),
    node_id          uuid        references node,
    started_at       timestamptz,
    finished_at      timestamptz,
    failure_kind     text,
    failure_message  text,
    model_sha256     bytea       references artifact,
    evaluation       jsonb       not null default '{}',
    version          bigint      not null default 0,
    check ((state in ('SUCCEEDED', 'FAILED', 'CANCELLED')) = (finished_at is not null)),
    check ((state = 'FAILED') = (failure_kind is not null)),
    check ((state = 'SUCCEEDED') = (model_sha256 is not null)),
    check (state <> 'RUNNING' or (node_id is not null and started_at is not null))
) with (fillfactor = 70);
create index on job_state (state) where state not in ('SUCCEEDED', 'FAILED', 'CANCELLED');

create table job_progress (
    job_id              uuid        primary key references job,
    lease_epoch         bigint      not null,
    step                bigint      not null,
    total_steps         bigint      not null,
    epoch               double precision not null,
    total_epochs        integer     not null,
    samples_per_second  double precision,
    loss                double precision,
    accuracy            double precision,
    at                  timestamptz not null
) with (fillfactor = 50);

-- Work: ready rows are narrow and short-lived; leases are rewritten by renewals ---------------------------------------

-- What the planner tells apart: all ready tasks of one class are alike to it.
create table work_class (
    id            bigint      generated always as identity primary key,
    account_id    uuid        not null references account,
    memory_bytes  bigint      not null,
    disk_bytes    bigint      not null,
    flops         double precision not null,              -- rounded up to a power of two, so that classes stay few
    unique (account_id, memory_bytes, disk_bytes, flops)
);

create table task (
    id          uuid        primary key,
    job_id      uuid        not null references job,
    kind        text        not null check (kind in ('TRAIN')),
    state       text        not null check (state in ('READY', 'LEASED', 'DONE', 'FAILED', 'CANCELLED')),
    work_class  bigint      not null references work_class,
    epoch       bigint      not null default 0,           -- epoch of the newest lease
    failures    integer     not null default 0,           -- runs that a node broke; owners' returns are none
    max_seconds double precision not null check (max_seconds > 0),  -- running time that the job may use over all leases
    created_at  timestamptz not null,
    unique (job_id)
) with (fillfactor = 70);

create table ready_task (
    task_id       uuid        primary key references task,
    work_class    bigint      not null,
    available_at  timestamptz not null,
    created_at    timestamptz not null
);
create index on ready_task (work_class, available_at, task_id);

-- No index on expires_at: a renewal must stay a heap-only update. Expired rows are found by a scan of this small table.
create table lease (
    id               uuid        primary key,
    task_id          uuid        not null unique references task,
    job_id           uuid        not null references job,
    node_id          uuid        not null references node,
    epoch            bigint      not null,
    claim_key        text        not null,                -- the request's Idempotency-Key
    granted_at       timestamptz not null,
    expires_at       timestamptz not null,
    budget_ends_at   timestamptz not null,                -- when the job's running time is used up
    lapsed           boolean     not null default false,  -- expired, its task ready again; the holder may still revive it
    step             bigint      not null default 0,
    report_sequence  bigint      not null default 0,
    directive        text        not null default 'CONTINUE'
                         check (directive in ('CONTINUE', 'CHECKPOINT', 'DRAIN', 'CANCEL')),
    unique (node_id, claim_key)
) with (fillfactor = 50);

-- Every lease ever granted and how it ended; the energy accounts stand on it.
create table attempt (
    lease_id        uuid        primary key,
    task_id         uuid        not null references task,
    job_id          uuid        not null references job,
    node_id         uuid        not null references node,
    epoch           bigint      not null,
    granted_at      timestamptz not null,
    ended_at        timestamptz,
    outcome         text        check (outcome in
                        ('TRAINED', 'FAILED', 'RELEASED', 'EXPIRED', 'CANCELLED')),
    answer          jsonb,                                -- what completion answered, for repeats
    energy_wh       double precision check (energy_wh >= 0),
    energy_tier     text        check (energy_tier in ('A', 'B', 'C', 'D')),
    energy_error    double precision check (energy_error >= 0),
    energy_seconds  double precision,
    energy_method   text,
    zone            text,
    intensity       double precision not null check (intensity >= 0),  -- gCO2e/kWh
    intensity_source text       not null,
    check ((energy_wh is null) = (energy_error is null)),
    check ((ended_at is null) = (outcome is null)),
    check ((energy_wh is null) = (energy_tier is null)),
    unique (task_id, epoch)
) with (fillfactor = 70);                                 -- energy is rewritten by every report
create index on attempt (job_id);
create index on attempt (node_id);
create index on attempt using brin (granted_at);          -- recent use by account; rows lie in this order anyway

create table checkpoint (
    task_id       uuid        not null references task,
    step          bigint      not null,
    epoch         bigint      not null,
    sha256        bytea       not null references artifact,
    committed_at  timestamptz not null,
    primary key (task_id, step)
);

-- One row; the newest moment at which any replica was alive. A gap in it is time that no lease may be charged for.
create table service_heartbeat (
    single  boolean     primary key default true check (single),
    at      timestamptz not null
);

-- What runs report -----------------------------------------------------------------------------------------------------
-- Partitioned by the day on which the *job* was created, so that a job's rows lie together, are dropped together, and a
-- step that a resumed run measures again replaces the older row: the key is unique within the job's own partition.

create sequence feed_sequence;

create table metric (
    job_day      date        not null,
    job_id       uuid        not null,
    name         text        not null,
    split        text        not null,
    step         bigint      not null,
    epoch        double precision not null,
    value        double precision not null,
    at           timestamptz not null,
    lease_epoch  bigint      not null,
    seq          bigint      not null,
    primary key (job_day, job_id, name, split, step)
) partition by range (job_day);
create index on metric (job_id, seq);

create table job_log (
    job_day  date        not null,
    job_id   uuid        not null,
    seq      bigint      not null,
    at       timestamptz not null,
    level    text        not null check (level in ('INFO', 'WARN', 'ERROR')),
    text     text        not null,
    primary key (job_day, job_id, seq)
) partition by range (job_day);

create table job_event (
    job_day  date        not null,
    job_id   uuid        not null,
    seq      bigint      not null,
    at       timestamptz not null,
    type     text        not null,
    data     jsonb       not null,
    primary key (job_day, job_id, seq)
) partition by range (job_day);
