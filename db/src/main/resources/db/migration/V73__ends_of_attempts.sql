-- Recent use by account goes by when it ended. Rows lie nearly in this order, and an index of ranges lets ends be noted in place.
create index on attempt using brin (ended_at);
