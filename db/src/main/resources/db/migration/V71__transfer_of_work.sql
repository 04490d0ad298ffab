-- What a node must fetch for work is less than the disk that it needs, which also holds what the trainer makes of it.
alter table work_class add column transfer_bytes bigint;
update work_class set transfer_bytes = disk_bytes;
alter table work_class
    alter column transfer_bytes set not null,
    drop constraint work_class_key,
    add constraint work_class_key unique nulls not distinct (account_id, memory_bytes, disk_bytes, transfer_bytes, flops, zone);
