-- A long series is looked at through its spans: the extremes of every 64 steps, kept as points come in. A page that shows a
-- million points reads thousands of rows instead. A step that is measured again may leave an extreme that is none any more;
-- what is shown is always a point as it stands now.
create table metric_span (
    job_day    date        not null,
    job_id     uuid        not null,
    name       text        not null,
    split      text        not null,
    span       bigint      not null,                      -- step / 64
    points     integer     not null,
    low        double precision not null,
    low_step   bigint      not null,
    high       double precision not null,
    high_step  bigint      not null,
    primary key (job_day, job_id, name, split, span)
) partition by range (job_day);

-- Points that are there already, with the days that they lie in.
do $$
declare
    day date;
begin
    for day in
        select to_date(right(part.relname, 8), 'YYYYMMDD')
        from pg_inherits join pg_class part on part.oid = inhrelid
        where inhparent = 'metric'::regclass
    loop
        execute format('create table metric_span_%s partition of metric_span for values from (%L) to (%L)',
                       to_char(day, 'YYYYMMDD'), day, day + 1);
    end loop;
end
$$;
insert into metric_span (job_day, job_id, name, split, span, points, low, low_step, high, high_step)
select job_day, job_id, name, split, step / 64, count(*),
       min(value), cast((min(array[value, step]))[2] as bigint),
       max(value), cast((max(array[value, step]))[2] as bigint)
from metric
group by job_day, job_id, name, split, step / 64;
