-- People, sign-in, what they are told, and the mails a development installation catches.

create table team (
  key text primary key,
  name text not null,
  -- pre-sales, sales, field, service
  kind text not null default 'sales',
  calendar text,
  created_at timestamptz not null default now()
);

create table app_user (
  id text primary key,
  login text not null,
  name text not null,
  email text not null default '',
  -- argon2id, PHC string; null = cannot sign in with a password
  password_hash text,
  roles text[] not null default '{}',
  locale text not null default 'en',
  zone text not null default 'Europe/Warsaw',
  active boolean not null default true,
  -- Password known to everybody: works from loopback only.
  demo boolean not null default false,
  demo_password text,
  -- What assignment by rule reads.
  languages text[] not null default '{}',
  skills text[] not null default '{}',
  territories text[] not null default '{}',
  -- Open tasks one is meant to hold at a time.
  capacity integer not null default 12,
  joined_on date,
  created_at timestamptz not null default now(),
  constraint demo_password_only_for_demo check (demo or demo_password is null)
);
create unique index app_user_login on app_user (lower(login));

create table membership (
  user_id text not null references app_user (id) on delete cascade,
  team_key text not null references team (key) on delete cascade,
  primary key (user_id, team_key)
);
create index membership_team on membership (team_key);

create table absence (
  id uuid primary key default gen_random_uuid(),
  user_id text not null references app_user (id) on delete cascade,
  from_at timestamptz not null,
  to_at timestamptz not null,
  reason text not null default '',
  check (to_at > from_at)
);
create index absence_user on absence (user_id, to_at);

-- The cookie's token is stored as its hash only.
create table session (
  token_hash bytea primary key,
  user_id text not null references app_user (id) on delete cascade,
  created_at timestamptz not null default now(),
  seen_at timestamptz not null default now(),
  expires_at timestamptz not null,
  address text not null default '',
  agent text not null default ''
);
create index session_of_user on session (user_id);
create index session_expiry on session (expires_at);

-- Equal news that nobody has read yet fold into one row (`fold_key`), whose count grows.
create table notification (
  id uuid primary key default gen_random_uuid(),
  seq bigint generated always as identity,
  tx xid8 not null default pg_current_xact_id(),
  at timestamptz not null default now(),
  user_id text not null references app_user (id) on delete cascade,
  kind text not null check (kind in ('needsYou', 'late', 'toKnow')),
  -- As written; shown as it is unless `code` names a sentence that the API has in the reader's language.
  text text not null,
  code text,
  params jsonb not null default '{}',
  record_id uuid,
  task_id text,
  fold_key text,
  count integer not null default 1,
  read_at timestamptz
);
create index notification_user on notification (user_id, at desc, id);
create unique index notification_fold on notification (user_id, fold_key) where read_at is null and fold_key is not null;
create index notification_feed on notification (tx, seq);

-- What open browsers are told besides facts and notifications: imports, drafts, publishing.
create table announcement (
  seq bigint generated always as identity primary key,
  tx xid8 not null default pg_current_xact_id(),
  at timestamptz not null default now(),
  event jsonb not null,
  -- Right a reader needs; null = everybody signed in.
  needs text
);
create index announcement_feed on announcement (tx, seq);

-- Development only. No unique key on message_id: a mail that came twice must be seen twice.
create table caught_mail (
  id bigint generated always as identity primary key,
  message_id text not null,
  sender text not null,
  recipients text[] not null,
  subject text not null,
  body text not null,
  headers jsonb not null default '{}',
  at timestamptz not null default now()
);
create index caught_mail_message on caught_mail (message_id);

-- Asked inside every commit: a user who was deactivated, or lost a role since he signed in, moves nothing more.
create or replace function actor_may_act(actor_id text, roles text[]) returns boolean language sql stable as $$
  select not exists (
    select 1 from app_user u where u.id = actor_id and (not u.active or not (coalesce(actor_may_act.roles, '{}') <@ u.roles))
  )
$$;

-- Likely duplicates are asked for by every record page.
create index record_phone on record ((fields ->> 'phone')) where status = 'open';
create index record_email on record (lower(fields ->> 'email')) where status = 'open';
-- What became of a converted lead.
create index record_from_lead on record ((fields ->> 'leadId')) where fields ? 'leadId';
-- Lists of all types, newest first.
create index record_recent on record (updated_at desc, id desc);
-- What one may see because of a task that is, or was, one's own or of one's groups.
create index user_task_groups on user_task using gin (groups) where status = 'open';
