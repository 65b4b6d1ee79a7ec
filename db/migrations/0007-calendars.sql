
-- Versions are in force from an instant on, and are never changed. A version that came into force is told to the cases that refer to its
-- calendar, and once more a while later to those that were decided by a process that had not read it yet.
alter table calendar add column valid_from timestamptz not null default '-infinity';
alter table calendar add column told_at timestamptz;
alter table calendar add column settled_at timestamptz;
update calendar set told_at = now(), settled_at = now();
create index calendar_untold on calendar (valid_from) where settled_at is null;

-- Which calendar a task goes by that names none: its customer's, its region's; a team's stands in `team`.
create table calendar_rule (
  kind text not null check (kind in ('customer', 'region')),
  value text not null,
  calendar text not null,
  changed_at timestamptz not null,
  changed_by text,
  primary key (kind, value)
);

-- Other changes of which cases were told (a rule, another default): told once more, as versions are.
create table calendar_retell (
  id text primary key,
  who jsonb not null,
  told_at timestamptz not null
);

alter table effect drop constraint effect_kind_check;
alter table effect add constraint effect_kind_check
  check (kind in ('runJob', 'cancelJob', 'publishMessage', 'deliverMessage', 'changeRecord', 'replan', 'wake'));

alter table user_task add column calendar_version integer;
alter table user_task add column paused_at timestamptz;
alter table user_task add column paused_reason text;
create index user_task_calendar on user_task (calendar, due_at) where status = 'open' and due_at is not null;
create index timer_calendar on timer (calendar, due_at) where status = 'armed' and calendar is not null;
