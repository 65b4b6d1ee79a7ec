-- Timer start events of published versions: what begins a case, and when next.
create table start_timer (
  package_key text not null,
  package_version integer not null,
  process text not null,
  element text not null,
  -- armed · done: no firing is left · closed: a newer version was published
  status text not null check (status in ('armed', 'done', 'closed')),
  rule text not null,
  -- The firing to come as the kernel planned it; null: there never was one.
  plan jsonb,
  -- Its number.
  firing integer not null default 0,
  due_at timestamptz,
  -- When it is looked at next: at due_at, or later after an attempt that failed.
  wake_at timestamptz,
  calendar text,
  calendar_version integer,
  armed_at timestamptz not null,
  -- A newer version was published then; what was due before is still begun.
  closed_at timestamptz,
  last_at timestamptz,
  last_instance text,
  -- So many in a row were late; past the most that are made up for, all others that are due are left out.
  made_up integer not null default 0,
  skipped_from timestamptz,
  skipped_until timestamptz,
  attempts integer not null default 0,
  problem text,
  primary key (package_key, package_version, process, element),
  foreign key (package_key, package_version) references process_package (key, version)
);
create index start_timer_wake on start_timer (wake_at) where status = 'armed';
create index start_timer_calendar on start_timer (calendar) where status = 'armed' and calendar is not null;
