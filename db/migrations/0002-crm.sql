-- The sales product: people and organisations, where leads come from, what was said, files.

create table organisation (
  id uuid primary key,
  name text not null,
  -- Name without case, accents, legal form and signs: what is compared.
  name_key text not null,
  country text,
  city text,
  website text,
  business text,
  owner text,
  team text,
  fields jsonb not null default '{}',
  search text not null default '',
  merged_into uuid references organisation (id),
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index organisation_name_key on organisation (name_key) where merged_into is null;
create index organisation_search on organisation using gin (search gin_trgm_ops);
create index organisation_list on organisation (name, id) where merged_into is null;

create table person (
  id uuid primary key,
  name text not null,
  first_name text,
  patronymic text,
  last_name text,
  language text,
  country text,
  city text,
  -- His manager: told when he asks again.
  owner text,
  team text,
  fields jsonb not null default '{}',
  search text not null default '',
  merged_into uuid references person (id),
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index person_search on person using gin (search gin_trgm_ops);
create index person_list on person (name, id) where merged_into is null;
create index person_owner on person (owner) where owner is not null;

create table employment (
  id uuid primary key,
  person_id uuid not null references person (id),
  organisation_id uuid not null references organisation (id),
  position text,
  from_on date,
  to_on date,
  check (to_on is null or from_on is null or to_on >= from_on)
);
create unique index employment_current on employment (person_id, organisation_id) where to_on is null;
create index employment_organisation on employment (organisation_id);

-- `value` is normalised (E.164, lower-case domain); one value may belong to several people (a switchboard).
create table contact_point (
  id uuid primary key,
  kind text not null check (kind in ('phone', 'email')),
  value text not null,
  raw text not null,
  person_id uuid references person (id),
  organisation_id uuid references organisation (id),
  status text not null default 'ok' check (status in ('ok', 'failing', 'wrong')),
  created_at timestamptz not null,
  check (person_id is not null or organisation_id is not null)
);
create index contact_point_value on contact_point (kind, value);
create unique index contact_point_person on contact_point (person_id, kind, value) where person_id is not null;
create index contact_point_organisation on contact_point (organisation_id) where organisation_id is not null;

create table campaign (
  id uuid primary key,
  key text not null unique,
  name text not null,
  channel text,
  -- "Faster, but more rubbish": its leads go straight to sales.
  skip_pre_sales boolean not null default false,
  budget numeric,
  starts_on date,
  ends_on date,
  active boolean not null default true,
  fields jsonb not null default '{}',
  created_at timestamptz not null
);

create table channel (
  -- Also the key in the public address of a web form.
  key text primary key,
  kind text not null check (kind in ('webForm', 'file', 'email', 'phone', 'api')),
  name text not null,
  active boolean not null default true,
  campaign_id uuid references campaign (id),
  package_key text not null default 'lead',
  default_country text,
  -- Name of a form's field -> field of the record; absent = the same name.
  mapping jsonb not null default '{}',
  -- Fields every record of this channel starts with.
  defaults jsonb not null default '{}',
  -- A field that people do not see; filled = spam.
  trap_field text,
  quota_per_minute integer not null default 60,
  quota_per_day integer not null default 5000,
  -- Equal posts within this window are one.
  burst_ms integer not null default 600000,
  contact_elsewhere boolean not null default false,
  created_at timestamptz not null
);

-- What came in, raw, committed before anything is started.
create table intake (
  id uuid primary key,
  reference text not null unique,
  channel text not null references channel (key),
  at timestamptz not null,
  payload jsonb not null,
  payload_hash text not null,
  address text,
  status text not null check (status in ('waiting', 'started', 'attached', 'spam', 'refused')),
  reason text,
  record_id uuid,
  instance_id text,
  person_id uuid,
  -- Equal posts that were answered with this reference.
  repeats integer not null default 0,
  settled_at timestamptz,
  settled_by text
);
create index intake_burst on intake (channel, payload_hash, at desc);
create index intake_list on intake (status, at desc, id desc);
create index intake_recent on intake (channel, at desc);
create index intake_record on intake (record_id) where record_id is not null;

create table import (
  id uuid primary key,
  file_name text not null,
  size integer not null,
  content bytea not null,
  status text not null check (status in ('uploaded', 'checking', 'checked', 'running', 'paused', 'done', 'failed')),
  settings jsonb not null,
  detected jsonb not null,
  -- What the check found, by outcome.
  check_counts jsonb,
  -- All rows of the file stand in import_row.
  rows_loaded boolean not null default false,
  error text,
  created_by text not null,
  created_at timestamptz not null,
  started_at timestamptz,
  finished_at timestamptz,
  -- The process that runs it; another may take over once it is past.
  lease_owner text,
  lease_until timestamptz
);
create index import_list on import (created_at desc, id desc);
create index import_open on import (lease_until) where status in ('checking', 'running');

-- Exactly one outcome a row. `waiting`: read, not yet tried.
create table import_row (
  import_id uuid not null references import (id) on delete cascade,
  row integer not null,
  outcome text not null check (outcome in ('created', 'attached', 'duplicate', 'refused', 'empty', 'waiting')),
  cells jsonb not null,
  -- Normalised contact values, by which rows of one file are compared.
  match_keys text[] not null default '{}',
  record_id uuid,
  instance_id text,
  -- While waiting: the known person it will be attached to. `row 12` of the same file, or a person's id.
  duplicate_of text,
  reason text,
  reason_code text,
  attempts integer not null default 0,
  settled_at timestamptz,
  primary key (import_id, row)
);
create index import_row_outcome on import_row (import_id, outcome, row);
create index import_row_keys on import_row using gin (match_keys);

create table interaction (
  id uuid primary key,
  kind text not null check (kind in ('call', 'meeting', 'email', 'note', 'letter', 'visit', 'form')),
  direction text check (direction in ('in', 'out')),
  at timestamptz not null,
  author text,
  person_id uuid references person (id),
  organisation_id uuid references organisation (id),
  subject text not null default '',
  body text not null default '',
  outcome text,
  seconds integer,
  message_id text,
  created_at timestamptz not null
);
create index interaction_person on interaction (person_id, at desc) where person_id is not null;
create index interaction_message on interaction (message_id) where message_id is not null;

-- One history over lead, deal and repeat sale: what was said with the lead is seen on its deal.
create table interaction_record (
  interaction_id uuid not null references interaction (id) on delete cascade,
  record_id uuid not null,
  primary key (record_id, interaction_id)
);
create index interaction_record_interaction on interaction_record (interaction_id);

create table attachment (
  id uuid primary key,
  name text not null,
  content_type text not null,
  size integer not null,
  sha256 text not null,
  -- Where the bytes lie: a key of the file store.
  storage_key text not null,
  photo boolean not null default false,
  latitude double precision,
  longitude double precision,
  taken_at timestamptz,
  uploaded_by text not null,
  created_at timestamptz not null
);

create table attachment_record (
  attachment_id uuid not null references attachment (id) on delete cascade,
  record_id uuid not null,
  primary key (record_id, attachment_id)
);
create index attachment_record_attachment on attachment_record (attachment_id);
