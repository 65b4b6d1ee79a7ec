-- Cases that tell each other: which chain a signal or message belongs to, and how often that was handed on. Null: it begins one.
alter table signal add column chain text;
alter table signal add column hops integer;
alter table message add column chain text;
alter table message add column hops integer;
create index signal_chain on signal (chain, hops) where chain is not null;
create index message_chain on message (chain, hops) where chain is not null;
