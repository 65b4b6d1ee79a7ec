import type { Commit } from './commit.ts';
import type { Parameters, Part } from './parts.ts';

/**
 * Who gets a signal, written down by the statement that throws it: every case whose subscription to its name the statement sees (so it was
 * opened by a transaction that had committed), the thrower itself excepted, and every process that a signal of the name starts. `thrown` is a
 * relation of `id`, `name`, `at` and `source`.
 */
export const receiversSql = `
    signal_case as (
      insert into signal_delivery (signal_id, receiver, status, due_at)
      select distinct s.id, w.instance_id, 'waiting', s.at from thrown s join signal_subscription w on w.name = s.name and w.status = 'open'
      where w.instance_id is distinct from s.source returning 1),
    signal_begun as (
      insert into signal_delivery (signal_id, receiver, package_key, package_version, process, status, due_at)
      select s.id, w.package_key || '-' || left(encode(sha256(convert_to(concat_ws(e'\\x1f', w.package_key, w.process, s.id), 'UTF8')), 'hex'), 32),
        w.package_key, w.package_version, w.process, 'waiting', s.at
      from thrown s join signal_start w on w.name = s.name returning 1)`;

/** Signals that this commit throws, with their receivers. */
export function throwSignals(commit: Commit, parameters: Parameters): Part[] {
  const thrown = commit.effects.flatMap((effect) =>
    effect.type === 'broadcastSignal'
      ? [{ id: effect.signalId, name: effect.name, payload: effect.payload, chain: effect.chain?.id, hops: effect.chain?.hops }]
      : [],
  );
  if (thrown.length === 0) return [];
  return [
    {
      name: 'signal',
      sql: `thrown as (
      select s.*, ${parameters.bind(new Date(commit.at))}::timestamptz as at, ${parameters.bind(commit.command.actor)}::text as actor, inst.id as source
      from inst, jsonb_to_recordset(${parameters.json(thrown)}) as s(id text, name text, payload jsonb, chain text, hops integer)),
    signal_made as (
      insert into signal (id, name, payload, thrown_at, thrown_by, source_instance, chain, hops)
      select id, name, payload, at, actor, source, chain, hops from thrown),${receiversSql}`,
    },
  ];
}

/** A case that goes on is told at once what was kept for it while it was suspended. */
export function hurrySignals(commit: Commit, parameters: Parameters): Part[] {
  if (!commit.facts.some((fact) => fact.type === 'instanceResumed')) return [];
  return [
    {
      name: 'hurry',
      sql: `hurried as (
      update signal_delivery d set due_at = ${parameters.bind(new Date(commit.at))}::timestamptz from inst where d.receiver = inst.id and d.status = 'waiting')`,
    },
  ];
}
