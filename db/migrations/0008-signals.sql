-- Signals: the receivers are written down in the transaction that throws, which is what "waited before it" means: whoever's subscription it
-- sees. Each is then told by a command of its own, once, however often it has to be tried.
create table signal (
  id text primary key,
  name text not null,
  payload jsonb not null,
  thrown_at timestamptz not null,
  thrown_by text not null,
  source_instance text
);
create index signal_list on signal (thrown_at desc, id desc);

create table signal_delivery (
  signal_id text not null,
  -- The case that waited, or the one to be started.
  receiver text not null,
  -- Of a case to be started: the version that was newest when the signal was thrown.
  package_key text,
  package_version integer,
  process text,
  -- waiting · delivered · refused: it waits no longer, or cannot be started · stopped: an incident of the receiver holds it
  status text not null check (status in ('waiting', 'delivered', 'refused', 'stopped')),
  reason text,
  incident integer,
  attempts integer not null default 0,
  due_at timestamptz not null,
  settled_at timestamptz,
  primary key (signal_id, receiver)
);
create index signal_delivery_due on signal_delivery (due_at) where status = 'waiting';
create index signal_delivery_receiver on signal_delivery (receiver) where status in ('waiting', 'stopped');

create table signal_subscription (
  instance_id text not null,
  id integer not null,
  element_instance integer not null,
  element text not null,
  name text not null,
  status text not null check (status in ('open', 'closed')),
  opened_at timestamptz not null,
  primary key (instance_id, id)
);
create index signal_subscription_open on signal_subscription (name) where status = 'open';

-- Processes that a signal starts, of the newest version of each package.
create table signal_start (
  name text not null,
  package_key text not null,
  package_version integer not null,
  process text not null,
  primary key (name, package_key, process)
);

-- A message for all who wait becomes one message for each of them: `part_of` it, and for nobody else.
alter table message add column receivers text not null default 'one' check (receivers in ('one', 'all'));
alter table message add column part_of text;
alter table message add column for_instance text;
alter table message add column for_subscription integer;
alter table message add column for_start text;
alter table message add column for_process text;
create index message_part on message (part_of, for_instance) where part_of is not null;
create index message_subscription_waiting on message_subscription (name, correlation_key) where status <> 'closed';
create index message_to_all on message (name, correlation_key) where receivers = 'all' and status = 'held';

alter table effect drop constraint effect_kind_check;
alter table effect add constraint effect_kind_check check (
  kind in ('runJob', 'cancelJob', 'publishMessage', 'deliverMessage', 'broadcastSignal', 'changeRecord', 'replan', 'wake')
);
