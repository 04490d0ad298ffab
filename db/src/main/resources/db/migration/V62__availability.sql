-- When nodes are there and go, by hour of the week: what the planner foresees of them.

-- Whether a node was there, with room or at work, when it was last looked at.
create table node_watch (
    node_id  uuid        primary key references node,
    there    boolean     not null,
    at       timestamptz not null
) with (fillfactor = 50);

-- Sums over all weeks, older ones fading. The week's hours begin with Thursday's first in UTC, as time does.
create table node_availability (
    node_id       uuid        not null references node,
    hour_of_week  smallint    not null check (hour_of_week between 0 and 167),
    watched       double precision not null,              -- hours
    seen          double precision not null,              -- hours of these in which it was there
    went          double precision not null,              -- how often it went
    counted_at    timestamptz not null,
    primary key (node_id, hour_of_week)
) with (fillfactor = 70);
