-- Uploads that go on after a cut, and what becomes of bytes that nobody refers to.

alter table artifact
    add column touched_at timestamptz,                    -- newest moment at which somebody brought the bytes or was told that they are here
    add column damaged_at timestamptz;                    -- when they were found not to match their hash; bringing them again heals that
update artifact set touched_at = created_at;
alter table artifact alter column touched_at set not null;

-- One per sender and hash, so that whoever forgot everything but the file finds it again.
create table upload (
    id          uuid        primary key,
    sha256      bytea       not null check (octet_length(sha256) = 32),
    size        bigint      not null check (size >= 0),
    account_id  uuid        not null references account,
    node_id     uuid        references node,              -- null for a person
    received    bigint      not null default 0 check (received between 0 and size),
    writer      uuid,                                     -- the newest request with bytes: an older one's writes find no row
    created_at  timestamptz not null,
    expires_at  timestamptz not null,
    unique nulls not distinct (account_id, node_id, sha256)
) with (fillfactor = 70);

-- Each request with bytes writes a file of its own, named by its id. What counts of it is its first length bytes.
create table upload_part (
    id         uuid    primary key,
    upload_id  uuid    not null references upload on delete cascade,
    start      bigint  not null check (start >= 0),
    length     bigint  not null default 0 check (length >= 0)
) with (fillfactor = 70);
create index on upload_part (upload_id);

-- Bytes without a row in artifact that may still lie in the store. Whoever takes them away, or brings them back, holds
-- the hash's advisory lock.
create table artifact_garbage (
    sha256  bytea primary key check (octet_length(sha256) = 32)
);

-- By which a collection, and the foreign keys behind it, find out that nobody refers to an artifact.
create index on dataset_file (sha256);
create index on checkpoint (sha256);
create index on job_state (model_sha256) where model_sha256 is not null;
create index on job (base_sha256) where base_sha256 is not null;
