-- The ended case that this one goes on for: while it is open, that one is not restarted again by mistake.
alter table instance add column restarted_from text;
update instance set restarted_from = state ->> 'restartedFrom' where state ? 'restartedFrom';
create index instance_restarted on instance (restarted_from) where restarted_from is not null;

-- Set when somebody stopped it; it ends once the cases in hand are settled.
alter table batch add column stopped_at timestamptz;
-- In hand since: a batch that is stopped leaves out what nobody has begun.
alter table batch_item add column taken_at timestamptz;
-- After an attempt that threw: not before.
alter table batch_item add column due_at timestamptz;
