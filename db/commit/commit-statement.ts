import { mainRecord, projectFacts, runJobIn } from '../projections/index.ts';
import { packageOf } from '../projections/package-of.ts';
import type { Commit, CommitResult } from './commit.ts';
import { effectRow, settledJobs, settleEffects, writeCommand, writeEffects, writeFacts, writeInstance } from './instance-parts.ts';
import { insertRows, Parameters, type Part, patchRows } from './parts.ts';
import { lockRecords, writeRecords } from './record-parts.ts';
import { hurrySignals, throwSignals } from './signal-parts.ts';

export interface Statement {
  /** Statements of one name have one text: safe to prepare under it. */
  name: string;
  text: string;
  values: unknown[];
}

/**
 * The whole commit as ONE statement of data-modifying parts: it commits by itself, in one round trip. Records are locked before the
 * instance; everything else joins the instance's written row.
 */
export function commitStatement(commit: Commit): Statement {
  const parameters = new Parameters();
  const actor = `${parameters.bind(commit.command.actor)}::text, ${parameters.bind(commit.command.roles)}::text[]`;
  const guard = `guard as materialized (select actor_may_act(${actor}) as allowed)`;
  const records = lockRecords(commit, parameters);
  const effects = [
    ...commit.effects.map(effectRow),
    ...commit.errands.map((errand) => ({ kind: errand.kind as string, done: false, body: errand.body })),
  ];
  const settled = settledJobs(commit.facts);
  const parts: Part[] = [
    records.part,
    writeInstance(commit, effects.length, records.count, parameters),
    writeCommand(commit, parameters),
    writeFacts(commit, parameters),
    ...(effects.length > 0 ? [writeEffects(effects, commit.at, parameters)] : []),
    ...(settled.length > 0 ? [settleEffects(settled, commit.at, parameters)] : []),
    ...readModelParts(commit, parameters),
    ...throwSignals(commit, parameters),
    ...hurrySignals(commit, parameters),
    ...writeRecords(commit, parameters),
  ];
  const made = commit.recordWrites.some((write) => write.create);
  const numbers = made ? '(select jsonb_object_agg(m.id, m.number) from record_made m)' : 'null::jsonb';
  return {
    name: `commit ${parts.map((part) => part.name).join(' ')}`,
    text: `with ${[guard, ...parts.map((part) => part.sql)].join(',\n')}
    select guard.allowed, inst.version, inst.effect_number, inst.untold, ${numbers} as numbers from guard left join inst on true`,
    values: parameters.values,
  };
}

function readModelParts(commit: Commit, parameters: Parameters): Part[] {
  const folded = projectFacts(commit.facts, {
    instanceId: commit.instanceId,
    packageKey: commit.package.key,
    packageHash: commit.state.packageHash,
    calledHash: packageOf(commit.facts, new Set([commit.state.packageHash]), commit.state),
    record: mainRecord(commit.state.records, commit.package.recordType),
    runJob: runJobIn(commit.effects),
  });
  return folded.flatMap(({ projection, rows }) => [
    ...(rows.inserts.size > 0 ? [insertRows(projection, rows.inserts, parameters)] : []),
    ...(rows.patches.size > 0 ? [patchRows(projection, rows.patches, parameters)] : []),
  ]);
}

export interface CommitRow {
  allowed: boolean;
  version: number | null;
  effect_number: number | null;
  untold: boolean | null;
  numbers: { [record: string]: number } | null;
}

export function readCommitRow(row: CommitRow | undefined): CommitResult {
  if (row?.version == null) return row?.allowed === false ? { outcome: 'actorRefused' } : { outcome: 'conflict' };
  const { version, effect_number, untold, numbers } = row;
  return { outcome: 'committed', version, effectNumber: effect_number ?? 0, untold: untold ?? false, recordNumbers: numbers ?? {} };
}

/** What an error of the statement means; undefined = a fault to throw. */
export function readCommitError(error: unknown): CommitResult | undefined {
  const { code, constraint } = error as { code?: string; constraint?: string };
  if (code === '23505' && constraint === 'command_pkey') return { outcome: 'repeated' };
  // Deadlock, serialization failure, or a record of the same id made meanwhile: nothing was written, decide again.
  if (code === '40P01' || code === '40001' || code === '23505') return { outcome: 'conflict' };
  return undefined;
}
