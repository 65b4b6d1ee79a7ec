-- Suspension as columns, for whoever looks for work: nothing of a suspended case is due, begun or delivered.
alter table instance add column suspended_at timestamptz, add column resumed_at timestamptz;
create index instance_suspended on instance (suspended_at) where suspended_at is not null;

-- One operation on many cases. The list of cases is fixed when it starts; each item has one outcome, whoever is killed meanwhile.
create table batch (
  id uuid primary key,
  action text not null,
  parameters jsonb not null,
  filter jsonb not null,
  status text not null check (status in ('running', 'cancelled', 'done')),
  -- Cases a second at most: what people do comes first.
  per_second integer not null check (per_second between 1 and 1000),
  created_by text not null,
  -- In whose name the commands are sent; each commit asks whether he still may.
  actor jsonb not null,
  created_at timestamptz not null,
  finished_at timestamptz,
  lease_owner text,
  lease_until timestamptz
);
create index batch_running on batch (created_at) where status = 'running';
create index batch_list on batch (created_at desc, id desc);

create table batch_item (
  batch_id uuid not null references batch,
  instance_id text not null,
  outcome text not null check (outcome in ('waiting', 'done', 'refused', 'failed', 'cancelled')),
  code text,
  message text,
  -- What the door replied; a restarted case's new id, for one.
  reply jsonb,
  attempts integer not null default 0,
  settled_at timestamptz,
  primary key (batch_id, instance_id)
);
create index batch_item_waiting on batch_item (batch_id, instance_id) where outcome = 'waiting';
