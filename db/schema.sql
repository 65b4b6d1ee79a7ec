-- What the migrations make, as Postgres tells it. Written by db/schema.integration.test.ts; not run by anything.

create table absence (
  id uuid not null default gen_random_uuid(),
  user_id text not null,
  from_at timestamp with time zone not null,
  to_at timestamp with time zone not null,
  reason text not null default ''::text,
  constraint absence_check CHECK ((to_at > from_at)),
  constraint absence_pkey PRIMARY KEY (id),
  constraint absence_user_id_fkey FOREIGN KEY (user_id) REFERENCES app_user(id) ON DELETE CASCADE
);

create table announcement (
  seq bigint not null generated as identity,
  tx xid8 not null default pg_current_xact_id(),
  at timestamp with time zone not null default now(),
  event jsonb not null,
  needs text,
  constraint announcement_pkey PRIMARY KEY (seq)
);

create table app_user (
  id text not null,
  login text not null,
  name text not null,
  email text not null default ''::text,
  password_hash text,
  roles text[] not null default '{}'::text[],
  locale text not null default 'en'::text,
  zone text not null default 'Europe/Warsaw'::text,
  active boolean not null default true,
  demo boolean not null default false,
  demo_password text,
  languages text[] not null default '{}'::text[],
  skills text[] not null default '{}'::text[],
  territories text[] not null default '{}'::text[],
  capacity integer not null default 12,
  joined_on date,
  created_at timestamp with time zone not null default now(),
  constraint app_user_pkey PRIMARY KEY (id),
  constraint demo_password_only_for_demo CHECK ((demo OR (demo_password IS NULL)))
);

create table attachment (
  id uuid not null,
  name text not null,
  content_type text not null,
  size integer not null,
  sha256 text not null,
  storage_key text not null,
  photo boolean not null default false,
  latitude double precision,
  longitude double precision,
  taken_at timestamp with time zone,
  uploaded_by text not null,
  created_at timestamp with time zone not null,
  constraint attachment_pkey PRIMARY KEY (id)
);

create table attachment_record (
  attachment_id uuid not null,
  record_id uuid not null,
  constraint attachment_record_attachment_id_fkey FOREIGN KEY (attachment_id) REFERENCES attachment(id) ON DELETE CASCADE,
  constraint attachment_record_pkey PRIMARY KEY (record_id, attachment_id)
);

create table batch (
  id uuid not null,
  action text not null,
  parameters jsonb not null,
  filter jsonb not null,
  status text not null,
  per_second integer not null,
  created_by text not null,
  actor jsonb not null,
  created_at timestamp with time zone not null,
  finished_at timestamp with time zone,
  lease_owner text,
  lease_until timestamp with time zone,
  stopped_at timestamp with time zone,
  constraint batch_per_second_check CHECK (((per_second >= 1) AND (per_second <= 1000))),
  constraint batch_pkey PRIMARY KEY (id),
  constraint batch_status_check CHECK ((status = ANY (ARRAY['running'::text, 'cancelled'::text, 'done'::text])))
);

create table batch_item (
  batch_id uuid not null,
  instance_id text not null,
  outcome text not null,
  code text,
  message text,
  reply jsonb,
  attempts integer not null default 0,
  settled_at timestamp with time zone,
  taken_at timestamp with time zone,
  due_at timestamp with time zone,
  constraint batch_item_batch_id_fkey FOREIGN KEY (batch_id) REFERENCES batch(id),
  constraint batch_item_outcome_check CHECK ((outcome = ANY (ARRAY['waiting'::text, 'done'::text, 'refused'::text, 'failed'::text, 'cancelled'::text]))),
  constraint batch_item_pkey PRIMARY KEY (batch_id, instance_id)
);

create table calendar (
  name text not null,
  version integer not null,
  definition jsonb not null,
  is_default boolean not null default false,
  created_at timestamp with time zone not null default now(),
  created_by text,
  valid_from timestamp with time zone not null default '-infinity'::timestamp with time zone,
  told_at timestamp with time zone,
  settled_at timestamp with time zone,
  constraint calendar_pkey PRIMARY KEY (name, version)
);

create table calendar_retell (
  id text not null,
  who jsonb not null,
  told_at timestamp with time zone,
  changed_at timestamp with time zone not null,
  constraint calendar_retell_pkey PRIMARY KEY (id)
);

create table calendar_rule (
  kind text not null,
  value text not null,
  calendar text not null,
  changed_at timestamp with time zone not null,
  changed_by text,
  constraint calendar_rule_kind_check CHECK ((kind = ANY (ARRAY['customer'::text, 'region'::text]))),
  constraint calendar_rule_pkey PRIMARY KEY (kind, value)
);

create table campaign (
  id uuid not null,
  key text not null,
  name text not null,
  channel text,
  skip_pre_sales boolean not null default false,
  budget numeric,
  starts_on date,
  ends_on date,
  active boolean not null default true,
  fields jsonb not null default '{}'::jsonb,
  created_at timestamp with time zone not null,
  constraint campaign_key_key UNIQUE (key),
  constraint campaign_pkey PRIMARY KEY (id)
);

create table caught_mail (
  id bigint not null generated as identity,
  message_id text not null,
  sender text not null,
  recipients text[] not null,
  subject text not null,
  body text not null,
  headers jsonb not null default '{}'::jsonb,
  at timestamp with time zone not null default now(),
  constraint caught_mail_pkey PRIMARY KEY (id)
);

create table chain_start (
  instance_id text not null,
  chain text not null,
  hops integer not null,
  constraint chain_start_pkey PRIMARY KEY (instance_id)
);

create table channel (
  key text not null,
  kind text not null,
  name text not null,
  active boolean not null default true,
  campaign_id uuid,
  package_key text not null default 'lead'::text,
  default_country text,
  mapping jsonb not null default '{}'::jsonb,
  defaults jsonb not null default '{}'::jsonb,
  trap_field text,
  quota_per_minute integer not null default 60,
  quota_per_day integer not null default 5000,
  burst_ms integer not null default 600000,
  contact_elsewhere boolean not null default false,
  created_at timestamp with time zone not null,
  constraint channel_campaign_id_fkey FOREIGN KEY (campaign_id) REFERENCES campaign(id),
  constraint channel_kind_check CHECK ((kind = ANY (ARRAY['webForm'::text, 'file'::text, 'email'::text, 'phone'::text, 'api'::text]))),
  constraint channel_pkey PRIMARY KEY (key)
);

create table command (
  id text not null,
  instance_id text not null,
  type text not null,
  actor text not null,
  content_hash bytea not null,
  reply jsonb not null,
  version bigint not null,
  first_fact integer not null,
  last_fact integer not null,
  at timestamp with time zone not null,
  constraint command_pkey PRIMARY KEY (id)
);

create table contact_point (
  id uuid not null,
  kind text not null,
  value text not null,
  raw text not null,
  person_id uuid,
  organisation_id uuid,
  status text not null default 'ok'::text,
  created_at timestamp with time zone not null,
  constraint contact_point_check CHECK (((person_id IS NOT NULL) OR (organisation_id IS NOT NULL))),
  constraint contact_point_kind_check CHECK ((kind = ANY (ARRAY['phone'::text, 'email'::text]))),
  constraint contact_point_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id),
  constraint contact_point_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id),
  constraint contact_point_pkey PRIMARY KEY (id),
  constraint contact_point_status_check CHECK ((status = ANY (ARRAY['ok'::text, 'failing'::text, 'wrong'::text])))
);

create table effect (
  instance_id text not null,
  number integer not null,
  kind text not null,
  job_key text,
  body jsonb not null,
  not_before timestamp with time zone,
  created_at timestamp with time zone not null,
  done_at timestamp with time zone,
  constraint effect_kind_check CHECK ((kind = ANY (ARRAY['runJob'::text, 'cancelJob'::text, 'publishMessage'::text, 'deliverMessage'::text, 'broadcastSignal'::text, 'changeRecord'::text, 'replan'::text, 'wake'::text]))),
  constraint effect_pkey PRIMARY KEY (instance_id, number)
);

create table employment (
  id uuid not null,
  person_id uuid not null,
  organisation_id uuid not null,
  position text,
  from_on date,
  to_on date,
  constraint employment_check CHECK (((to_on IS NULL) OR (from_on IS NULL) OR (to_on >= from_on))),
  constraint employment_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id),
  constraint employment_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id),
  constraint employment_pkey PRIMARY KEY (id)
);

create table fact (
  instance_id text not null,
  number integer not null,
  at timestamp with time zone not null,
  type text not null,
  version smallint not null,
  actor text not null,
  team text,
  cause integer not null,
  body jsonb not null,
  command_id text,
  xid xid8 not null default pg_current_xact_id(),
  sequence bigint not null generated as identity,
  constraint fact_pkey PRIMARY KEY (instance_id, number)
);

create table import (
  id uuid not null,
  file_name text not null,
  size integer not null,
  content bytea not null,
  status text not null,
  settings jsonb not null,
  detected jsonb not null,
  check_counts jsonb,
  rows_loaded boolean not null default false,
  error text,
  created_by text not null,
  created_at timestamp with time zone not null,
  started_at timestamp with time zone,
  finished_at timestamp with time zone,
  lease_owner text,
  lease_until timestamp with time zone,
  check_warnings jsonb,
  constraint import_pkey PRIMARY KEY (id),
  constraint import_status_check CHECK ((status = ANY (ARRAY['uploaded'::text, 'checking'::text, 'checked'::text, 'running'::text, 'paused'::text, 'done'::text, 'failed'::text])))
);

create table import_row (
  import_id uuid not null,
  row integer not null,
  outcome text not null,
  cells jsonb not null,
  match_keys text[] not null default '{}'::text[],
  record_id uuid,
  instance_id text,
  duplicate_of text,
  reason text,
  reason_code text,
  attempts integer not null default 0,
  settled_at timestamp with time zone,
  constraint import_row_import_id_fkey FOREIGN KEY (import_id) REFERENCES import(id) ON DELETE CASCADE,
  constraint import_row_outcome_check CHECK ((outcome = ANY (ARRAY['created'::text, 'attached'::text, 'duplicate'::text, 'refused'::text, 'empty'::text, 'waiting'::text]))),
  constraint import_row_pkey PRIMARY KEY (import_id, "row")
);

create table incident (
  instance_id text not null,
  id integer not null,
  code text not null,
  message text not null,
  element text,
  element_instance integer,
  trigger jsonb not null,
  status text not null,
  raised_at timestamp with time zone not null,
  resolved_at timestamp with time zone,
  resolved_by text,
  resolved_how text,
  told_at timestamp with time zone,
  constraint incident_pkey PRIMARY KEY (instance_id, id),
  constraint incident_status_check CHECK ((status = ANY (ARRAY['open'::text, 'resolved'::text])))
);

create table incident_news (
  instance_id text not null,
  incident integer not null,
  user_id text not null,
  package_key text not null,
  fold_key text not null,
  place text not null,
  told_at timestamp with time zone not null,
  mailed_at timestamp with time zone,
  settled boolean not null default false,
  constraint incident_news_instance_id_fkey FOREIGN KEY (instance_id) REFERENCES instance(id) ON DELETE CASCADE,
  constraint incident_news_pkey PRIMARY KEY (instance_id, incident, user_id),
  constraint incident_news_user_id_fkey FOREIGN KEY (user_id) REFERENCES app_user(id) ON DELETE CASCADE
);

create table installation (
  id integer not null default 1,
  epoch uuid not null default gen_random_uuid(),
  clock_offset_ms bigint not null default 0,
  heartbeat bigint not null default 0,
  heartbeat_at timestamp with time zone,
  deployment text,
  created_at timestamp with time zone not null default now(),
  constraint installation_id_check CHECK ((id = 1)),
  constraint installation_pkey PRIMARY KEY (id)
);

create table instance (
  id text not null,
  package_key text not null,
  package_version integer not null,
  package_hash text not null,
  process text not null,
  state jsonb not null,
  version bigint not null,
  status text not null,
  stage text,
  fact_number integer not null,
  effect_number integer not null default 0,
  told_number integer not null default 0,
  seen_number integer not null default 0,
  last_told_at timestamp with time zone,
  armed_due timestamp with time zone,
  due_at timestamp with time zone,
  deployment text,
  poisoned boolean not null default false,
  started_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  suspended_at timestamp with time zone,
  resumed_at timestamp with time zone,
  restarted_from text,
  constraint instance_pkey PRIMARY KEY (id),
  constraint instance_status_check CHECK ((status = ANY (ARRAY['open'::text, 'completed'::text, 'cancelled'::text, 'failed'::text])))
);

create table instance_record (
  instance_id text not null,
  alias text not null,
  type text not null,
  record_id uuid not null,
  relation text not null,
  active boolean not null default true,
  constraint instance_record_pkey PRIMARY KEY (instance_id, alias),
  constraint instance_record_relation_check CHECK ((relation = ANY (ARRAY['owns'::text, 'refers'::text])))
);

create table intake (
  id uuid not null,
  reference text not null,
  channel text not null,
  at timestamp with time zone not null,
  payload jsonb not null,
  payload_hash text not null,
  address text,
  status text not null,
  reason text,
  record_id uuid,
  instance_id text,
  person_id uuid,
  repeats integer not null default 0,
  settled_at timestamp with time zone,
  settled_by text,
  constraint intake_channel_fkey FOREIGN KEY (channel) REFERENCES channel(key),
  constraint intake_pkey PRIMARY KEY (id),
  constraint intake_reference_key UNIQUE (reference),
  constraint intake_status_check CHECK ((status = ANY (ARRAY['waiting'::text, 'started'::text, 'attached'::text, 'spam'::text, 'refused'::text])))
);

create table interaction (
  id uuid not null,
  kind text not null,
  direction text,
  at timestamp with time zone not null,
  author text,
  person_id uuid,
  organisation_id uuid,
  subject text not null default ''::text,
  body text not null default ''::text,
  outcome text,
  seconds integer,
  message_id text,
  created_at timestamp with time zone not null,
  constraint interaction_direction_check CHECK ((direction = ANY (ARRAY['in'::text, 'out'::text]))),
  constraint interaction_kind_check CHECK ((kind = ANY (ARRAY['call'::text, 'meeting'::text, 'email'::text, 'note'::text, 'letter'::text, 'visit'::text, 'form'::text]))),
  constraint interaction_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES organisation(id),
  constraint interaction_person_id_fkey FOREIGN KEY (person_id) REFERENCES person(id),
  constraint interaction_pkey PRIMARY KEY (id)
);

create table interaction_record (
  interaction_id uuid not null,
  record_id uuid not null,
  constraint interaction_record_interaction_id_fkey FOREIGN KEY (interaction_id) REFERENCES interaction(id) ON DELETE CASCADE,
  constraint interaction_record_pkey PRIMARY KEY (record_id, interaction_id)
);

create table job (
  key text not null,
  instance_id text not null,
  element_instance integer not null,
  element text not null,
  type text not null,
  input jsonb not null,
  queue text,
  status text not null,
  attempts integer not null default 0,
  max_attempts integer not null,
  first_delay_ms bigint not null,
  backoff double precision not null,
  timeout_ms bigint not null,
  total_timeout_ms bigint not null,
  not_before timestamp with time zone,
  epoch uuid,
  worker text,
  created_at timestamp with time zone not null,
  begun_at timestamp with time zone,
  ended_at timestamp with time zone,
  output jsonb,
  error jsonb,
  constraint job_pkey PRIMARY KEY (key),
  constraint job_status_check CHECK ((status = ANY (ARRAY['waiting'::text, 'begun'::text, 'done'::text, 'failed'::text, 'cancelled'::text, 'uncertain'::text])))
);

create table mail_waiting (
  id uuid not null default gen_random_uuid(),
  created_at timestamp with time zone not null,
  user_id text not null,
  address text not null,
  subject text not null,
  body text not null,
  attempts integer not null default 0,
  due_at timestamp with time zone not null,
  begun_at timestamp with time zone,
  ended_at timestamp with time zone,
  outcome text,
  constraint mail_waiting_outcome_check CHECK ((outcome = ANY (ARRAY['sent'::text, 'refused'::text]))),
  constraint mail_waiting_pkey PRIMARY KEY (id),
  constraint mail_waiting_user_id_fkey FOREIGN KEY (user_id) REFERENCES app_user(id) ON DELETE CASCADE
);

create table membership (
  user_id text not null,
  team_key text not null,
  constraint membership_pkey PRIMARY KEY (user_id, team_key),
  constraint membership_team_key_fkey FOREIGN KEY (team_key) REFERENCES team(key) ON DELETE CASCADE,
  constraint membership_user_id_fkey FOREIGN KEY (user_id) REFERENCES app_user(id) ON DELETE CASCADE
);

create table message (
  id text not null,
  name text not null,
  correlation_key text not null,
  payload jsonb not null,
  content_hash bytea not null,
  published_at timestamp with time zone not null,
  published_by text not null,
  source_instance text,
  expires_at timestamp with time zone not null,
  status text not null,
  instance_id text,
  subscription_id integer,
  attempts integer not null default 0,
  refused text[] not null default '{}'::text[],
  settled_at timestamp with time zone,
  receivers text not null default 'one'::text,
  part_of text,
  for_instance text,
  for_subscription integer,
  for_start text,
  for_process text,
  paused tstzmultirange not null default '{}'::tstzmultirange,
  chain text,
  hops integer,
  constraint message_pkey PRIMARY KEY (id),
  constraint message_receivers_check CHECK ((receivers = ANY (ARRAY['one'::text, 'all'::text]))),
  constraint message_status_check CHECK ((status = ANY (ARRAY['held'::text, 'reserved'::text, 'delivered'::text, 'expired'::text])))
);

create table message_start (
  name text not null,
  package_key text not null,
  process text not null,
  element text not null,
  constraint message_start_pkey PRIMARY KEY (name, package_key, process, element)
);

create table message_subscription (
  instance_id text not null,
  id integer not null,
  element_instance integer not null,
  element text not null,
  name text not null,
  correlation_key text not null,
  status text not null,
  opened_at timestamp with time zone not null,
  message_id text,
  constraint message_subscription_pkey PRIMARY KEY (instance_id, id),
  constraint message_subscription_status_check CHECK ((status = ANY (ARRAY['open'::text, 'reserved'::text, 'closed'::text])))
);

create table migration (
  version integer not null,
  name text not null,
  applied_at timestamp with time zone not null default now(),
  constraint migration_pkey PRIMARY KEY (version)
);

create table migration_plan (
  package_key text not null,
  from_version integer not null,
  to_version integer not null,
  plan jsonb not null,
  revision integer not null,
  saved_at timestamp with time zone not null,
  saved_by text,
  constraint migration_plan_pkey PRIMARY KEY (package_key, from_version, to_version)
);

create table notification (
  id uuid not null default gen_random_uuid(),
  seq bigint not null generated as identity,
  tx xid8 not null default pg_current_xact_id(),
  at timestamp with time zone not null default now(),
  user_id text not null,
  kind text not null,
  text text not null,
  code text,
  params jsonb not null default '{}'::jsonb,
  record_id uuid,
  task_id text,
  fold_key text,
  count integer not null default 1,
  read_at timestamp with time zone,
  constraint notification_kind_check CHECK ((kind = ANY (ARRAY['needsYou'::text, 'late'::text, 'toKnow'::text]))),
  constraint notification_pkey PRIMARY KEY (id),
  constraint notification_user_id_fkey FOREIGN KEY (user_id) REFERENCES app_user(id) ON DELETE CASCADE
);

create table organisation (
  id uuid not null,
  name text not null,
  name_key text not null,
  country text,
  city text,
  website text,
  business text,
  owner text,
  team text,
  fields jsonb not null default '{}'::jsonb,
  search text not null default ''::text,
  merged_into uuid,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  constraint organisation_merged_into_fkey FOREIGN KEY (merged_into) REFERENCES organisation(id),
  constraint organisation_pkey PRIMARY KEY (id)
);

create table person (
  id uuid not null,
  name text not null,
  first_name text,
  patronymic text,
  last_name text,
  language text,
  country text,
  city text,
  owner text,
  team text,
  fields jsonb not null default '{}'::jsonb,
  search text not null default ''::text,
  merged_into uuid,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  constraint person_merged_into_fkey FOREIGN KEY (merged_into) REFERENCES person(id),
  constraint person_pkey PRIMARY KEY (id)
);

create table process_draft (
  key text not null,
  name text not null,
  revision integer not null,
  files jsonb not null,
  based_on integer,
  saved_at timestamp with time zone not null,
  saved_by text,
  constraint process_draft_pkey PRIMARY KEY (key)
);

create table process_package (
  key text not null,
  version integer not null,
  hash text not null,
  name text not null,
  compiler_version integer not null,
  compiled jsonb not null,
  published_at timestamp with time zone not null,
  published_by text,
  note text,
  constraint process_package_pkey PRIMARY KEY (key, version)
);

create table process_package_file (
  key text not null,
  version integer not null,
  path text not null,
  content text not null,
  constraint process_package_file_key_version_fkey FOREIGN KEY (key, version) REFERENCES process_package(key, version),
  constraint process_package_file_pkey PRIMARY KEY (key, version, path)
);

create table record (
  id uuid not null,
  number bigint not null generated as identity,
  type text not null,
  version bigint not null default 1,
  revision bigint not null default 1,
  title text not null,
  stage text,
  status text not null default 'open'::text,
  owner text,
  team text,
  amount numeric,
  person_id uuid,
  organisation_id uuid,
  campaign_id uuid,
  fields jsonb not null default '{}'::jsonb,
  search text not null default ''::text,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  stage_since timestamp with time zone,
  ended_at timestamp with time zone,
  constraint record_number_key UNIQUE (number),
  constraint record_pkey PRIMARY KEY (id),
  constraint record_status_check CHECK ((status = ANY (ARRAY['open'::text, 'won'::text, 'lost'::text, 'junk'::text, 'converted'::text, 'merged'::text, 'cancelled'::text])))
);

create table record_change (
  id bigint not null generated as identity,
  record_id uuid not null,
  version bigint not null,
  at timestamp with time zone not null,
  actor text not null,
  patch jsonb not null,
  before jsonb not null,
  reason text,
  instance_id text,
  fact_number integer,
  command_id text,
  xid xid8 not null default pg_current_xact_id(),
  constraint record_change_pkey PRIMARY KEY (id)
);

create table session (
  token_hash bytea not null,
  user_id text not null,
  created_at timestamp with time zone not null default now(),
  seen_at timestamp with time zone not null default now(),
  expires_at timestamp with time zone not null,
  address text not null default ''::text,
  agent text not null default ''::text,
  constraint session_pkey PRIMARY KEY (token_hash),
  constraint session_user_id_fkey FOREIGN KEY (user_id) REFERENCES app_user(id) ON DELETE CASCADE
);

create table signal (
  id text not null,
  name text not null,
  payload jsonb not null,
  thrown_at timestamp with time zone not null,
  thrown_by text not null,
  source_instance text,
  chain text,
  hops integer,
  constraint signal_pkey PRIMARY KEY (id)
);

create table signal_delivery (
  signal_id text not null,
  receiver text not null,
  package_key text,
  package_version integer,
  process text,
  status text not null,
  reason text,
  incident integer,
  attempts integer not null default 0,
  due_at timestamp with time zone not null,
  settled_at timestamp with time zone,
  constraint signal_delivery_pkey PRIMARY KEY (signal_id, receiver),
  constraint signal_delivery_status_check CHECK ((status = ANY (ARRAY['waiting'::text, 'delivered'::text, 'refused'::text, 'stopped'::text])))
);

create table signal_start (
  name text not null,
  package_key text not null,
  package_version integer not null,
  process text not null,
  constraint signal_start_pkey PRIMARY KEY (name, package_key, process)
);

create table signal_subscription (
  instance_id text not null,
  id integer not null,
  element_instance integer not null,
  element text not null,
  name text not null,
  status text not null,
  opened_at timestamp with time zone not null,
  constraint signal_subscription_pkey PRIMARY KEY (instance_id, id),
  constraint signal_subscription_status_check CHECK ((status = ANY (ARRAY['open'::text, 'closed'::text])))
);

create table start_timer (
  package_key text not null,
  package_version integer not null,
  process text not null,
  element text not null,
  status text not null,
  rule text not null,
  plan jsonb,
  firing integer not null default 0,
  due_at timestamp with time zone,
  wake_at timestamp with time zone,
  calendar text,
  calendar_version integer,
  armed_at timestamp with time zone not null,
  closed_at timestamp with time zone,
  last_at timestamp with time zone,
  last_instance text,
  made_up integer not null default 0,
  skipped_from timestamp with time zone,
  skipped_until timestamp with time zone,
  attempts integer not null default 0,
  problem text,
  constraint start_timer_package_key_package_version_fkey FOREIGN KEY (package_key, package_version) REFERENCES process_package(key, version),
  constraint start_timer_pkey PRIMARY KEY (package_key, package_version, process, element),
  constraint start_timer_status_check CHECK ((status = ANY (ARRAY['armed'::text, 'done'::text, 'closed'::text])))
);

create table team (
  key text not null,
  name text not null,
  kind text not null default 'sales'::text,
  calendar text,
  created_at timestamp with time zone not null default now(),
  constraint team_pkey PRIMARY KEY (key)
);

create table timer (
  instance_id text not null,
  id integer not null,
  element_instance integer not null,
  element text not null,
  purpose text not null,
  due_at timestamp with time zone not null,
  rule text not null,
  calendar text,
  calendar_version integer,
  armed_at timestamp with time zone not null,
  remaining integer,
  parked boolean not null default false,
  status text not null,
  ended_at timestamp with time zone,
  late_by_ms bigint,
  constraint timer_pkey PRIMARY KEY (instance_id, id),
  constraint timer_status_check CHECK ((status = ANY (ARRAY['armed'::text, 'fired'::text, 'cancelled'::text])))
);

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
  status text not null,
  created_at timestamp with time zone not null,
  claimed_at timestamp with time zone,
  follow_up_at timestamp with time zone,
  follow_up_reason text,
  due_at timestamp with time zone,
  warn_at timestamp with time zone,
  due_rule text,
  calendar text,
  alert_level text,
  alerted_at timestamp with time zone,
  draft jsonb,
  draft_saved_at timestamp with time zone,
  outcome text,
  note text,
  ended_at timestamp with time zone,
  ended_by text,
  ended_reason text,
  calendar_version integer,
  paused_at timestamp with time zone,
  paused_reason text,
  constraint user_task_pkey PRIMARY KEY (instance_id, element_instance),
  constraint user_task_status_check CHECK ((status = ANY (ARRAY['open'::text, 'completed'::text, 'cancelled'::text])))
);

CREATE INDEX absence_user ON public.absence USING btree (user_id, to_at);

CREATE INDEX announcement_feed ON public.announcement USING btree (tx, seq);

CREATE UNIQUE INDEX app_user_login ON public.app_user USING btree (lower(login));

CREATE INDEX attachment_record_attachment ON public.attachment_record USING btree (attachment_id);

CREATE INDEX batch_list ON public.batch USING btree (created_at DESC, id DESC);

CREATE INDEX batch_running ON public.batch USING btree (created_at) WHERE (status = 'running'::text);

CREATE INDEX batch_item_waiting ON public.batch_item USING btree (batch_id, instance_id) WHERE (outcome = 'waiting'::text);

CREATE INDEX calendar_untold ON public.calendar USING btree (valid_from) WHERE (settled_at IS NULL);

CREATE INDEX caught_mail_message ON public.caught_mail USING btree (message_id);

CREATE INDEX chain_start_chain ON public.chain_start USING btree (chain, hops);

CREATE INDEX command_instance ON public.command USING btree (instance_id, last_fact);

CREATE INDEX contact_point_organisation ON public.contact_point USING btree (organisation_id) WHERE (organisation_id IS NOT NULL);

CREATE INDEX contact_point_value ON public.contact_point USING btree (kind, value);

CREATE UNIQUE INDEX contact_point_person ON public.contact_point USING btree (person_id, kind, value) WHERE (person_id IS NOT NULL);

CREATE INDEX effect_open ON public.effect USING btree (instance_id, number) WHERE (done_at IS NULL);

CREATE INDEX employment_organisation ON public.employment USING btree (organisation_id);

CREATE UNIQUE INDEX employment_current ON public.employment USING btree (person_id, organisation_id) WHERE (to_on IS NULL);

CREATE INDEX fact_feed ON public.fact USING btree (xid, sequence);

CREATE INDEX fact_moved ON public.fact USING btree (instance_id, number) WHERE (type = ANY (ARRAY['instanceMigrated'::text, 'migrationUndone'::text]));

CREATE INDEX import_list ON public.import USING btree (created_at DESC, id DESC);

CREATE INDEX import_open ON public.import USING btree (lease_until) WHERE (status = ANY (ARRAY['checking'::text, 'running'::text]));

CREATE INDEX import_row_keys ON public.import_row USING gin (match_keys);

CREATE INDEX import_row_outcome ON public.import_row USING btree (import_id, outcome, "row");

CREATE INDEX incident_open ON public.incident USING btree (raised_at, instance_id, id) WHERE (status = 'open'::text);

CREATE INDEX incident_over ON public.incident USING btree (instance_id, id) WHERE ((status = 'resolved'::text) AND (told_at IS NOT NULL));

CREATE INDEX incident_untold ON public.incident USING btree (raised_at, instance_id, id) WHERE ((status = 'open'::text) AND (told_at IS NULL));

CREATE INDEX incident_news_fold ON public.incident_news USING btree (user_id, fold_key) WHERE (NOT settled);

CREATE INDEX incident_news_mailed ON public.incident_news USING btree (user_id, package_key, mailed_at) WHERE (mailed_at IS NOT NULL);

CREATE INDEX incident_news_old ON public.incident_news USING btree (told_at) WHERE settled;

CREATE INDEX incident_news_open ON public.incident_news USING btree (instance_id, incident) WHERE (NOT settled);

CREATE INDEX incident_news_place ON public.incident_news USING btree (place, user_id);

CREATE INDEX incident_news_recent ON public.incident_news USING btree (user_id, package_key, told_at);

CREATE INDEX incident_news_unmailed ON public.incident_news USING btree (user_id, package_key) WHERE ((mailed_at IS NULL) AND (NOT settled));

CREATE INDEX instance_due ON public.instance USING btree (due_at) WHERE ((status = 'open'::text) AND (due_at IS NOT NULL));

CREATE INDEX instance_open ON public.instance USING btree (id) WHERE (status = 'open'::text);

CREATE INDEX instance_package ON public.instance USING btree (package_key, package_version, status);

CREATE INDEX instance_restarted ON public.instance USING btree (restarted_from) WHERE (restarted_from IS NOT NULL);

CREATE INDEX instance_started ON public.instance USING btree (package_key, started_at DESC, id DESC);

CREATE INDEX instance_started_open ON public.instance USING btree (package_key, started_at DESC, id DESC) WHERE (status = 'open'::text);

CREATE INDEX instance_suspended ON public.instance USING btree (suspended_at) WHERE (suspended_at IS NOT NULL);

CREATE INDEX instance_unseen ON public.instance USING btree (last_told_at) WHERE (seen_number < told_number);

CREATE INDEX instance_untold ON public.instance USING btree (last_told_at NULLS FIRST) WHERE (told_number < effect_number);

CREATE INDEX instance_record_record ON public.instance_record USING btree (record_id, relation, instance_id);

CREATE INDEX intake_burst ON public.intake USING btree (channel, payload_hash, at DESC);

CREATE INDEX intake_list ON public.intake USING btree (status, at DESC, id DESC);

CREATE INDEX intake_recent ON public.intake USING btree (channel, at DESC);

CREATE INDEX intake_record ON public.intake USING btree (record_id) WHERE (record_id IS NOT NULL);

CREATE INDEX interaction_message ON public.interaction USING btree (message_id) WHERE (message_id IS NOT NULL);

CREATE INDEX interaction_person ON public.interaction USING btree (person_id, at DESC) WHERE (person_id IS NOT NULL);

CREATE INDEX interaction_record_interaction ON public.interaction_record USING btree (interaction_id);

CREATE INDEX job_instance ON public.job USING btree (instance_id);

CREATE INDEX job_open ON public.job USING btree (status, created_at) WHERE (status = ANY (ARRAY['waiting'::text, 'begun'::text, 'uncertain'::text, 'failed'::text]));

CREATE INDEX mail_waiting_begun ON public.mail_waiting USING btree (begun_at) WHERE ((begun_at IS NOT NULL) AND (ended_at IS NULL));

CREATE INDEX mail_waiting_due ON public.mail_waiting USING btree (due_at) WHERE ((begun_at IS NULL) AND (ended_at IS NULL));

CREATE INDEX mail_waiting_ended ON public.mail_waiting USING btree (ended_at) WHERE (ended_at IS NOT NULL);

CREATE INDEX membership_team ON public.membership USING btree (team_key);

CREATE INDEX message_chain ON public.message USING btree (chain, hops) WHERE (chain IS NOT NULL);

CREATE INDEX message_expiry ON public.message USING btree (expires_at) WHERE (status = 'held'::text);

CREATE INDEX message_held ON public.message USING btree (name, correlation_key, published_at) WHERE (status = 'held'::text);

CREATE INDEX message_list ON public.message USING btree (status, published_at, id);

CREATE INDEX message_part ON public.message USING btree (part_of, for_instance) WHERE (part_of IS NOT NULL);

CREATE INDEX message_to_all ON public.message USING btree (name, correlation_key) WHERE ((receivers = 'all'::text) AND (status = 'held'::text));

CREATE INDEX message_subscription_open ON public.message_subscription USING btree (name, correlation_key, opened_at) WHERE (status = 'open'::text);

CREATE INDEX message_subscription_waiting ON public.message_subscription USING btree (name, correlation_key) WHERE (status <> 'closed'::text);

CREATE INDEX notification_feed ON public.notification USING btree (tx, seq);

CREATE INDEX notification_told ON public.notification USING btree (fold_key, user_id) WHERE (fold_key IS NOT NULL);

CREATE INDEX notification_user ON public.notification USING btree (user_id, at DESC, id);

CREATE UNIQUE INDEX notification_fold ON public.notification USING btree (user_id, fold_key) WHERE ((read_at IS NULL) AND (fold_key IS NOT NULL));

CREATE INDEX organisation_list ON public.organisation USING btree (name, id) WHERE (merged_into IS NULL);

CREATE INDEX organisation_name_key ON public.organisation USING btree (name_key) WHERE (merged_into IS NULL);

CREATE INDEX organisation_search ON public.organisation USING gin (search gin_trgm_ops);

CREATE INDEX person_list ON public.person USING btree (name, id) WHERE (merged_into IS NULL);

CREATE INDEX person_owner ON public.person USING btree (owner) WHERE (owner IS NOT NULL);

CREATE INDEX person_search ON public.person USING gin (search gin_trgm_ops);

CREATE INDEX process_package_hash ON public.process_package USING btree (hash);

CREATE INDEX record_amount ON public.record USING btree (type, amount DESC NULLS LAST, id DESC);

CREATE INDEX record_campaign ON public.record USING btree (campaign_id, type) WHERE (campaign_id IS NOT NULL);

CREATE INDEX record_created ON public.record USING btree (type, created_at DESC, id DESC);

CREATE INDEX record_email ON public.record USING btree (lower((fields ->> 'email'::text))) WHERE (status = 'open'::text);

CREATE INDEX record_from_lead ON public.record USING btree (((fields ->> 'leadId'::text))) WHERE (fields ? 'leadId'::text);

CREATE INDEX record_organisation ON public.record USING btree (organisation_id) WHERE (organisation_id IS NOT NULL);

CREATE INDEX record_owner ON public.record USING btree (owner, updated_at DESC, id DESC);

CREATE INDEX record_person ON public.record USING btree (person_id) WHERE (person_id IS NOT NULL);

CREATE INDEX record_phone ON public.record USING btree (((fields ->> 'phone'::text))) WHERE (status = 'open'::text);

CREATE INDEX record_recent ON public.record USING btree (updated_at DESC, id DESC);

CREATE INDEX record_region ON public.record USING btree (((fields ->> 'region'::text))) WHERE (fields ? 'region'::text);

CREATE INDEX record_search ON public.record USING gin (search gin_trgm_ops);

CREATE INDEX record_stage ON public.record USING btree (type, stage, updated_at DESC, id DESC) WHERE (status = 'open'::text);

CREATE INDEX record_status ON public.record USING btree (type, status, updated_at DESC, id DESC);

CREATE INDEX record_team ON public.record USING btree (team, type, updated_at DESC, id DESC);

CREATE INDEX record_title ON public.record USING btree (type, title, id);

CREATE INDEX record_updated ON public.record USING btree (type, updated_at DESC, id DESC);

CREATE INDEX record_change_feed ON public.record_change USING btree (xid, id);

CREATE INDEX record_change_record ON public.record_change USING btree (record_id, id);

CREATE INDEX session_expiry ON public.session USING btree (expires_at);

CREATE INDEX session_of_user ON public.session USING btree (user_id);

CREATE INDEX signal_chain ON public.signal USING btree (chain, hops) WHERE (chain IS NOT NULL);

CREATE INDEX signal_list ON public.signal USING btree (thrown_at DESC, id DESC);

CREATE INDEX signal_delivery_due ON public.signal_delivery USING btree (due_at) WHERE (status = 'waiting'::text);

CREATE INDEX signal_delivery_of ON public.signal_delivery USING btree (signal_id, due_at) WHERE (status = 'waiting'::text);

CREATE INDEX signal_delivery_receiver ON public.signal_delivery USING btree (receiver) WHERE (status = ANY (ARRAY['waiting'::text, 'stopped'::text]));

CREATE INDEX signal_delivery_stopped ON public.signal_delivery USING btree (receiver, incident) WHERE (status = 'stopped'::text);

CREATE INDEX signal_subscription_open ON public.signal_subscription USING btree (name) WHERE (status = 'open'::text);

CREATE INDEX start_timer_calendar ON public.start_timer USING btree (calendar) WHERE ((status = 'armed'::text) AND (calendar IS NOT NULL));

CREATE INDEX start_timer_wake ON public.start_timer USING btree (wake_at) WHERE (status = 'armed'::text);

CREATE INDEX timer_armed ON public.timer USING btree (due_at) WHERE ((status = 'armed'::text) AND (NOT parked));

CREATE INDEX timer_calendar ON public.timer USING btree (calendar, due_at) WHERE ((status = 'armed'::text) AND (calendar IS NOT NULL));

CREATE INDEX user_task_assignee ON public.user_task USING btree (assignee, due_at, instance_id, element_instance) WHERE (status = 'open'::text);

CREATE INDEX user_task_calendar ON public.user_task USING btree (calendar, due_at) WHERE ((status = 'open'::text) AND (due_at IS NOT NULL));

CREATE INDEX user_task_done ON public.user_task USING btree (ended_by, ended_at) WHERE (status = 'completed'::text);

CREATE INDEX user_task_due ON public.user_task USING btree (due_at, instance_id, element_instance) WHERE ((status = 'open'::text) AND (due_at IS NOT NULL));

CREATE INDEX user_task_element ON public.user_task USING btree (package_key, element) WHERE (status = 'open'::text);

CREATE INDEX user_task_groups ON public.user_task USING gin (groups) WHERE (status = 'open'::text);

CREATE INDEX user_task_pool ON public.user_task USING gin (groups) WHERE ((status = 'open'::text) AND (assignee IS NULL));

CREATE INDEX user_task_record ON public.user_task USING btree (record_id, created_at);

CREATE INDEX user_task_warn ON public.user_task USING btree (warn_at, instance_id, element_instance) WHERE ((status = 'open'::text) AND (warn_at IS NOT NULL));

CREATE OR REPLACE FUNCTION public.actor_may_act(actor_id text, roles text[])
 RETURNS boolean
 LANGUAGE sql
 STABLE
AS $function$
  select not exists (
    select 1 from app_user u where u.id = actor_id and (not u.active or not (coalesce(actor_may_act.roles, '{}') <@ u.roles))
  )
$function$
;

CREATE OR REPLACE FUNCTION public.record_raise_revision()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  new.revision := old.revision + 1;
  return new;
end $function$
;

CREATE TRIGGER record_revision BEFORE UPDATE ON public.record FOR EACH ROW EXECUTE FUNCTION record_raise_revision();
