-- Cases that a job started in a chain of cases that tell each other: each counts as something thrown there, at the hop of whoever started it.
create table chain_start (
  instance_id text primary key,
  chain text not null,
  hops integer not null
);
create index chain_start_chain on chain_start (chain, hops);
