-- What electricity emits where machines stand: kept so that replicas share it, restarts keep it, and receipts can be
-- reckoned with what was and not with what was expected.

-- What was, by the hour. Small (a zone's year is 8,760 rows) and kept for ever, as receipts are.
create table intensity_hour (
    zone        text        not null,
    signal      text        not null check (signal in ('AVERAGE', 'MARGINAL')),
    hour        timestamptz not null check (date_trunc('hour', hour, 'UTC') = hour),
    grams       double precision not null check (grams >= 0 and grams < 'infinity'),  -- gCO2e/kWh
    source      text        not null,
    estimated   boolean     not null,                     -- the source itself calls it an estimate
    fetched_at  timestamptz not null,
    primary key (zone, signal, hour)
);

-- What is expected, by the hour from first_hour on: the newest forecast of a source.
create table intensity_forecast (
    zone        text        not null,
    signal      text        not null check (signal in ('AVERAGE', 'MARGINAL')),
    source      text        not null,
    first_hour  timestamptz not null,
    hourly      double precision[] not null check (cardinality(hourly) > 0),
    fetched_at  timestamptz not null,
    primary key (zone, signal)
);

-- Zones that somebody needs. The replica that moves refreshed_at forward fetches the zone.
create table intensity_zone (
    zone          text        not null,
    signal        text        not null check (signal in ('AVERAGE', 'MARGINAL')),
    asked_at      timestamptz not null,
    refreshed_at  timestamptz,
    primary key (zone, signal)
);

-- How sources bear up: one that fails is left alone by all replicas until try_again_at.
create table intensity_source (
    source           text        primary key,
    failures         integer     not null default 0,      -- in a row
    try_again_at     timestamptz,
    last_success_at  timestamptz,
    last_trouble     text,
    last_trouble_at  timestamptz
);
