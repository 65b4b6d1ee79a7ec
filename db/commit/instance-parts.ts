import type { Effect, Fact } from '../../engine/contract/index.ts';
import { iso } from '../projections/row-fold.ts';
import type { Commit } from './commit.ts';
import type { Parameters, Part } from './parts.ts';

/**
 * The instance's row, written only if it is still at the version the decision saw, its records too, and the actor may act: every
 * other part joins `inst`, so without it nothing is written. `effect_number` grows with the effects; without any it grows by one when
 * the workflow must ask again all the same (something is due earlier than its timer is armed for, or the case ended), unless it has
 * something to ask for already.
 */
export function writeInstance(commit: Commit, effectCount: number, recordCount: number, parameters: Parameters): Part {
  const { state } = commit;
  const at = `${parameters.bind(new Date(commit.at))}::timestamptz`;
  const due = `${parameters.bind(commit.dueAt === null ? null : new Date(commit.dueAt))}::timestamptz`;
  const effects = `${parameters.bind(effectCount)}::integer`;
  const ended = `${parameters.bind(state.status === 'open' ? null : new Date(state.endedAt ?? commit.at))}::timestamptz`;
  const values = {
    state: `${parameters.bind(commit.stateText)}::jsonb`,
    status: parameters.bind(state.status),
    stage: `${parameters.bind(state.stage ?? null)}::text`,
    facts: `${parameters.bind(state.factNumber)}::integer`,
  };
  const id = parameters.bind(commit.instanceId);
  const allowed = `guard.allowed and coalesce(recs.n, 0) = ${parameters.bind(recordCount)}::integer`;
  if (commit.basedOn === null) {
    const pkg = [commit.package.key, commit.package.version, commit.package.hash, commit.process].map((value) => parameters.bind(value));
    return {
      name: 'start',
      sql: `inst as (
      insert into instance (id, package_key, package_version, package_hash, process, state, version, status, stage, fact_number,
        effect_number, due_at, started_at, updated_at, ended_at, restarted_from)
      select ${id}::text, ${pkg[0]}::text, ${pkg[1]}::integer, ${pkg[2]}::text, ${pkg[3]}::text, ${values.state}, 1, ${values.status}::text, ${values.stage}, ${values.facts},
        greatest(${effects}, 1), ${due}, ${parameters.bind(new Date(state.startedAt))}::timestamptz, ${at}, ${ended}, ${parameters.bind(state.restartedFrom ?? null)}::text
      from guard, recs where ${allowed}
      on conflict (id) do nothing returning id, effect_number, version, true as untold)`,
    };
  }
  const hash = `${parameters.bind(state.packageHash)}::text`;
  return {
    name: 'write',
    sql: `inst as (
      update instance i set state = ${values.state}, version = i.version + 1, status = ${values.status}, stage = ${values.stage},
        fact_number = ${values.facts}, due_at = ${due}, updated_at = ${at}, ended_at = ${ended}, package_hash = ${hash}, poisoned = false,
        package_version = case when i.package_hash = ${hash} then i.package_version else coalesce((select max(p.version) from process_package p
          where p.key = i.package_key and p.hash = ${hash}), i.package_version) end,
        suspended_at = ${parameters.bind(suspendedAt(state))}::timestamptz, resumed_at = coalesce(${parameters.bind(resumedAt(commit))}::timestamptz, i.resumed_at),
        effect_number = i.effect_number + greatest(${effects}, case when i.effect_number <= i.seen_number
          and (${ended} is not null or ${due} < coalesce(i.armed_due, 'infinity')) then 1 else 0 end)
      from guard, recs
      where i.id = ${id} and i.version = ${parameters.bind(commit.basedOn)}::bigint and ${allowed}
      returning i.id, i.effect_number, i.version, i.effect_number > i.told_number as untold)`,
  };
}

function suspendedAt({ status, suspended }: Commit['state']): Date | null {
  return status === 'open' && suspended ? new Date(suspended.at) : null;
}

function resumedAt({ facts }: Commit): Date | null {
  const resumed = facts.find((fact) => fact.type === 'instanceResumed');
  return resumed ? new Date(resumed.at) : null;
}

export function writeCommand(commit: Commit, parameters: Parameters): Part {
  const { command } = commit;
  const first = commit.state.factNumber - commit.facts.length + 1;
  return {
    name: 'command',
    sql: `command_made as (
      insert into command (id, instance_id, type, actor, content_hash, reply, version, first_fact, last_fact, at)
      select ${parameters.bind(command.id)}::text, inst.id, ${parameters.bind(command.type)}::text, ${parameters.bind(command.actor)}::text, ${parameters.bind(command.contentHash)}::bytea,
        ${parameters.json(command.reply)}, inst.version, ${parameters.bind(first)}::integer, ${parameters.bind(commit.state.factNumber)}::integer,
        ${parameters.bind(new Date(commit.at))}::timestamptz from inst)`,
  };
}

export function writeFacts(commit: Commit, parameters: Parameters): Part {
  const rows = commit.facts.map(factRow);
  return {
    name: 'fact',
    sql: `fact_made as (
      insert into fact (instance_id, number, at, type, version, actor, team, cause, body, command_id)
      select inst.id, f.number, f.at, f.type, f.version, f.actor, f.team, f.cause, f.body, ${parameters.bind(commit.command.id)}::text
      from inst, jsonb_to_recordset(${parameters.json(rows)})
        as f(number integer, at timestamptz, type text, version smallint, actor text, team text, cause integer, body jsonb))`,
  };
}

function factRow(fact: Fact): object {
  const { number, at, actor, team, cause, type, version, ...body } = fact;
  return { number, at: iso(at), type, version, actor, team, cause, body };
}

export interface EffectRow {
  kind: string;
  job_key?: string;
  not_before?: string | null;
  done: boolean;
  body: object;
}

const ended = new Set<Fact['type']>(['jobCompleted', 'jobCancelled', 'jobResultHeld']);

/** Jobs whose effect is carried out by these facts; cancelling is done with the commit itself, since nothing begins a cancelled job. */
export function settledJobs(facts: Fact[]): string[] {
  return facts
    .filter((fact) => ended.has(fact.type) || (fact.type === 'jobFailed' && fact.retriesLeft === 0))
    .map((fact) => (fact as Extract<Fact, { job: string }>).job);
}

export function effectRow(effect: Effect): EffectRow {
  if (effect.type === 'runJob') {
    return { kind: effect.type, job_key: effect.job, not_before: iso(effect.notBefore), done: false, body: effect };
  }
  if (effect.type === 'cancelJob') return { kind: effect.type, job_key: effect.job, done: true, body: effect };
  return { kind: effect.type, done: false, body: effect };
}

export function writeEffects(rows: EffectRow[], at: number, parameters: Parameters): Part {
  const now = `${parameters.bind(new Date(at))}::timestamptz`;
  const numbered = rows.map((row, index) => ({ ...row, back: rows.length - 1 - index }));
  return {
    name: 'effect',
    sql: `effect_made as (
      insert into effect (instance_id, number, kind, job_key, body, not_before, created_at, done_at)
      select inst.id, inst.effect_number - e.back, e.kind, e.job_key, e.body, e.not_before, ${now}, case when e.done then ${now} end
      from inst, jsonb_to_recordset(${parameters.json(numbered)})
        as e(kind text, job_key text, body jsonb, not_before timestamptz, done boolean, back integer))`,
  };
}

export function settleEffects(jobs: string[], at: number, parameters: Parameters): Part {
  return {
    name: 'settle',
    sql: `effect_settled as (
      update effect e set done_at = ${parameters.bind(new Date(at))}::timestamptz from inst
      where e.instance_id = inst.id and e.kind = 'runJob' and e.job_key = any(${parameters.bind(jobs)}::text[]) and e.done_at is null)`,
  };
}
