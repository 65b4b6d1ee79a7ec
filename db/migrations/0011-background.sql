-- A signal's receivers are claimed a few at a time, those that an incident holds are looked for every few seconds.
create index signal_delivery_of on signal_delivery (signal_id, due_at) where status = 'waiting';
create index signal_delivery_stopped on signal_delivery (receiver, incident) where status = 'stopped';

-- Times for which the time to live of a message stood still, because a case that waits for it was suspended: each moment counts once.
alter table message add column paused tstzmultirange not null default '{}';

-- A change of which nobody was told yet stands here from the commit that makes it.
alter table calendar_retell alter column told_at drop not null;
alter table calendar_retell add column changed_at timestamptz not null default now();
alter table calendar_retell alter column changed_at drop default;

-- There is one default: of several the one that became it last.
update calendar set is_default = false where is_default and name <> (
  select name from calendar where is_default order by created_at desc, name limit 1);

-- Which tasks go by the calendar of a region.
create index record_region on record ((fields ->> 'region')) where fields ? 'region';
