-- Everything the one door, its relay and the lists of work stand on. Instants are timestamptz; counters are bigint, read as safe numbers.
create extension if not exists pg_trgm;
create extension if not exists unaccent;

-- Process packages: immutable once published; the files are the truth, `compiled` is a cache of (hash, compiler_version).
create table process_package (
  key text not null,
  version integer not null,
  hash text not null,
  name text not null,
  compiler_version integer not null,
  compiled jsonb not null,
  published_at timestamptz not null,
  published_by text,
  note text,
  primary key (key, version)
);
create index process_package_hash on process_package (hash);

create table process_package_file (
  key text not null,
  version integer not null,
  path text not null,
  content text not null,
  primary key (key, version, path),
  foreign key (key, version) references process_package
);

create table process_draft (
  key text primary key,
  name text not null,
  revision integer not null,
  files jsonb not null,
  based_on integer,
  saved_at timestamptz not null,
  saved_by text
);

-- Start events that a message opens, of the newest version of each package.
create table message_start (
  name text not null,
  package_key text not null,
  process text not null,
  element text not null,
  primary key (name, package_key, process, element)
);

create table instance (
  id text primary key,
  package_key text not null,
  package_version integer not null,
  package_hash text not null,
  process text not null,
  state jsonb not null,
  version bigint not null,
  status text not null check (status in ('open', 'completed', 'cancelled', 'failed')),
  stage text,
  fact_number integer not null,
  -- Highest effect number written; told to Temporal; contained in an answer of `next`.
  effect_number integer not null default 0,
  told_number integer not null default 0,
  seen_number integer not null default 0,
  last_told_at timestamptz,
  -- Due that the workflow's timer is armed for, written with `next`'s answer; `due_at` is the earliest of the armed timers.
  armed_due timestamptz,
  due_at timestamptz,
  -- Deployment whose code the workflow last ran.
  deployment text,
  poisoned boolean not null default false,
  started_at timestamptz not null,
  updated_at timestamptz not null,
  ended_at timestamptz
) with (fillfactor = 80);
create index instance_package on instance (package_key, package_version, status);
create index instance_untold on instance (last_told_at nulls first) where told_number < effect_number;
create index instance_unseen on instance (last_told_at) where seen_number < told_number;
create index instance_due on instance (due_at) where status = 'open' and due_at is not null;
create index instance_open on instance (id) where status = 'open';

-- A commandId belongs to one instance, actor and content, and keeps its first reply.
create table command (
  id text primary key,
  instance_id text not null,
  type text not null,
  actor text not null,
  content_hash bytea not null,
  reply jsonb not null,
  version bigint not null,
  first_fact integer not null,
  last_fact integer not null,
  at timestamptz not null
);
create index command_instance on command (instance_id, last_fact);

-- Feeds read by (xid, sequence), only below pg_snapshot_xmin: by sequence alone they would lose the later committer.
create table fact (
  instance_id text not null,
  number integer not null,
  at timestamptz not null,
  type text not null,
  version smallint not null,
  actor text not null,
  team text,
  cause integer not null,
  body jsonb not null,
  command_id text,
  xid xid8 not null default pg_current_xact_id(),
  sequence bigint generated always as identity,
  primary key (instance_id, number)
);
create index fact_feed on fact (xid, sequence);

-- What the world must do: carried out by the instance's workflow, numbered per instance without a gap.
create table effect (
  instance_id text not null,
  number integer not null,
  kind text not null check (kind in ('runJob', 'cancelJob', 'publishMessage', 'deliverMessage', 'changeRecord', 'wake')),
  job_key text,
  body jsonb not null,
  not_before timestamptz,
  created_at timestamptz not null,
  done_at timestamptz,
  primary key (instance_id, number)
);
create index effect_open on effect (instance_id, number) where done_at is null;

create table job (
  key text primary key,
  instance_id text not null,
  element_instance integer not null,
  element text not null,
  type text not null,
  input jsonb not null,
  queue text,
  status text not null check (status in ('waiting', 'begun', 'done', 'failed', 'cancelled', 'uncertain')),
  attempts integer not null default 0,
  max_attempts integer not null,
  first_delay_ms bigint not null,
  backoff double precision not null,
  timeout_ms bigint not null,
  total_timeout_ms bigint not null,
  not_before timestamptz,
  -- Epoch under which it was begun: after a restore a begun job of an older epoch is uncertain.
  epoch uuid,
  worker text,
  created_at timestamptz not null,
  begun_at timestamptz,
  ended_at timestamptz,
  output jsonb,
  error jsonb
);
create index job_instance on job (instance_id);
create index job_open on job (status, created_at) where status in ('waiting', 'begun', 'uncertain', 'failed');

create table timer (
  instance_id text not null,
  id integer not null,
  element_instance integer not null,
  element text not null,
  purpose text not null,
  due_at timestamptz not null,
  rule text not null,
  calendar text,
  calendar_version integer,
  armed_at timestamptz not null,
  remaining integer,
  parked boolean not null default false,
  status text not null check (status in ('armed', 'fired', 'cancelled')),
  ended_at timestamptz,
  late_by_ms bigint,
  primary key (instance_id, id)
);
create index timer_armed on timer (due_at) where status = 'armed' and not parked;

create table user_task (
  instance_id text not null,
  element_instance integer not null,
  package_key text not null,
  package_hash text not null,
  element text not null,
  name text not null,
  stage text,
  form text,
  record_alias text,
  record_type text,
  record_id uuid,
  groups text[] not null,
  assignee text,
  priority integer not null,
  status text not null check (status in ('open', 'completed', 'cancelled')),
  created_at timestamptz not null,
  claimed_at timestamptz,
  follow_up_at timestamptz,
  follow_up_reason text,
  due_at timestamptz,
  warn_at timestamptz,
  due_rule text,
  calendar text,
  alert_level text,
  alerted_at timestamptz,
  draft jsonb,
  draft_saved_at timestamptz,
  outcome text,
  note text,
  ended_at timestamptz,
  ended_by text,
  ended_reason text,
  primary key (instance_id, element_instance)
) with (fillfactor = 80);
create index user_task_assignee on user_task (assignee, due_at, instance_id, element_instance) where status = 'open';
create index user_task_pool on user_task using gin (groups) where status = 'open' and assignee is null;
create index user_task_due on user_task (due_at, instance_id, element_instance) where status = 'open' and due_at is not null;
create index user_task_warn on user_task (warn_at, instance_id, element_instance) where status = 'open' and warn_at is not null;
create index user_task_record on user_task (record_id, created_at);
create index user_task_done on user_task (ended_by, ended_at) where status = 'completed';
create index user_task_element on user_task (package_key, element) where status = 'open';

create table incident (
  instance_id text not null,
  id integer not null,
  code text not null,
  message text not null,
  element text,
  element_instance integer,
  trigger jsonb not null,
  status text not null check (status in ('open', 'resolved')),
  raised_at timestamptz not null,
  resolved_at timestamptz,
  resolved_by text,
  resolved_how text,
  primary key (instance_id, id)
);
create index incident_open on incident (raised_at, instance_id, id) where status = 'open';

create table message (
  id text primary key,
  name text not null,
  correlation_key text not null,
  payload jsonb not null,
  content_hash bytea not null,
  published_at timestamptz not null,
  published_by text not null,
  source_instance text,
  expires_at timestamptz not null,
  -- held: nobody waits yet · reserved: on its way to `instance_id` · delivered · expired: its time passed unreceived
  status text not null check (status in ('held', 'reserved', 'delivered', 'expired')),
  instance_id text,
  subscription_id integer,
  attempts integer not null default 0,
  refused text[] not null default '{}',
  settled_at timestamptz
);
create index message_held on message (name, correlation_key, published_at) where status = 'held';
create index message_expiry on message (expires_at) where status = 'held';
create index message_list on message (status, published_at, id);

create table message_subscription (
  instance_id text not null,
  id integer not null,
  element_instance integer not null,
  element text not null,
  name text not null,
  correlation_key text not null,
  status text not null check (status in ('open', 'reserved', 'closed')),
  opened_at timestamptz not null,
  message_id text,
  primary key (instance_id, id)
);
create index message_subscription_open on message_subscription (name, correlation_key, opened_at) where status = 'open';

-- The record row is the truth about a lead or a deal. `version` counts changes of its fields (what an editor saw);
-- `revision` counts every write of the row (what a decision was based on).
create table record (
  id uuid primary key,
  number bigint generated by default as identity unique,
  type text not null,
  version bigint not null default 1,
  revision bigint not null default 1,
  title text not null,
  stage text,
  status text not null default 'open' check (status in ('open', 'won', 'lost', 'junk', 'converted', 'merged', 'cancelled')),
  owner text,
  team text,
  amount numeric,
  person_id uuid,
  organisation_id uuid,
  campaign_id uuid,
  fields jsonb not null default '{}',
  search text not null default '',
  created_at timestamptz not null,
  updated_at timestamptz not null,
  stage_since timestamptz,
  ended_at timestamptz
) with (fillfactor = 80);
create index record_updated on record (type, updated_at desc, id desc);
create index record_created on record (type, created_at desc, id desc);
create index record_title on record (type, title, id);
create index record_amount on record (type, amount desc nulls last, id desc);
create index record_stage on record (type, stage, updated_at desc, id desc) where status = 'open';
create index record_status on record (type, status, updated_at desc, id desc);
create index record_owner on record (owner, updated_at desc, id desc);
create index record_team on record (team, type, updated_at desc, id desc);
create index record_person on record (person_id) where person_id is not null;
create index record_organisation on record (organisation_id) where organisation_id is not null;
create index record_campaign on record (campaign_id, type) where campaign_id is not null;
create index record_search on record using gin (search gin_trgm_ops);

create function record_raise_revision() returns trigger language plpgsql as $$
begin
  new.revision := old.revision + 1;
  return new;
end $$;
create trigger record_revision before update on record for each row execute function record_raise_revision();

create table record_change (
  id bigint generated always as identity primary key,
  record_id uuid not null,
  version bigint not null,
  at timestamptz not null,
  actor text not null,
  patch jsonb not null,
  before jsonb not null,
  reason text,
  instance_id text,
  fact_number integer,
  command_id text,
  xid xid8 not null default pg_current_xact_id()
);
create index record_change_record on record_change (record_id, id);
create index record_change_feed on record_change (xid, id);

create table instance_record (
  instance_id text not null,
  alias text not null,
  type text not null,
  record_id uuid not null,
  relation text not null check (relation in ('owns', 'refers')),
  -- false once the instance has ended: it no longer moves with the record.
  active boolean not null default true,
  primary key (instance_id, alias)
);
create index instance_record_record on instance_record (record_id, relation, instance_id);

-- One row: what this installation is. The epoch is renewed by a restore or a failover.
create table installation (
  id integer primary key default 1 check (id = 1),
  epoch uuid not null default gen_random_uuid(),
  clock_offset_ms bigint not null default 0,
  heartbeat bigint not null default 0,
  heartbeat_at timestamptz,
  deployment text,
  created_at timestamptz not null default now()
);
insert into installation default values;

create table calendar (
  name text not null,
  version integer not null,
  definition jsonb not null,
  is_default boolean not null default false,
  created_at timestamptz not null default now(),
  created_by text,
  primary key (name, version)
);

-- Whether an actor may still act as he claims; asked inside every commit. The API's migration puts its users behind it.
create function actor_may_act(actor_id text, roles text[]) returns boolean language sql stable as $$ select true $$;
