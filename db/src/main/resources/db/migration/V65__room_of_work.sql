-- Tables that fill and empty all day keep the room that they had. To give it back, vacuum takes a lock that everybody waits
-- for; and a table without any pages looks to the planner as if reading all of it cost nothing, which is what it then does, for
-- as long as it keeps that plan, when there are many rows again.
alter table ready_task set (vacuum_truncate = off);
alter table lease set (vacuum_truncate = off);
