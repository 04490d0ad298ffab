-- Work whose deadline is near is another class than the same work with time left: of it nothing but the time until its end counts.
alter table work_class
    add column urgent boolean not null default false,
    drop constraint work_class_key,
    add constraint work_class_key unique nulls not distinct
        (account_id, memory_bytes, disk_bytes, transfer_bytes, flops, zone, urgent);
