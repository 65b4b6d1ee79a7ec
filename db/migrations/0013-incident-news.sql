-- Who was told of which incident, and when; so that nobody is told twice, and of many at once not one by one.
create table incident_news (
  instance_id text not null references instance (id) on delete cascade,
  incident integer not null,
  user_id text not null references app_user (id) on delete cascade,
  package_key text not null,
  -- The notification it stands in: its fold_key.
  fold_key text not null,
  -- Case, element and cause: what fails again there is no new mail.
  place text not null,
  told_at timestamptz not null,
  -- A mail about it was written; null: it waits for the next one of its process.
  mailed_at timestamptz,
  -- It is resolved, and its notification no longer counts.
  settled boolean not null default false,
  primary key (instance_id, incident, user_id)
);
create index incident_news_recent on incident_news (user_id, package_key, told_at);
create index incident_news_place on incident_news (place, user_id);
create index incident_news_open on incident_news (instance_id, incident) where not settled;

-- Mails that belong to no job of a case. Each leaves at most once: begun without an end is uncertain, and stays.
create table mail_waiting (
  id uuid primary key default gen_random_uuid(),
  created_at timestamptz not null,
  user_id text not null references app_user (id) on delete cascade,
  address text not null,
  subject text not null,
  body text not null,
  attempts integer not null default 0,
  due_at timestamptz not null,
  begun_at timestamptz,
  ended_at timestamptz,
  -- sent · refused: the server said no, for good or too often
  outcome text check (outcome in ('sent', 'refused'))
);
create index mail_waiting_due on mail_waiting (due_at) where begun_at is null and ended_at is null;
