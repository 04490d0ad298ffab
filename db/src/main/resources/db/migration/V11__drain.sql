-- A drained node ends what it does and takes nothing new, until its donor says otherwise.
alter table node add column drained_at timestamptz;
create index on node (id) where drained_at is not null;
