import type { z } from 'zod';
import type { instanceState } from '../../api/contract/index.ts';
import type { ElementInstance, InstanceState, Json, TaskState } from '../../engine/contract/index.ts';
import { stepText } from './names.ts';
import { tableLines } from './print.ts';

type Shown = Omit<z.output<typeof instanceState.reply>, 'state'> & { state: InstanceState };
type Names = ReadonlyMap<string, string | null>;

const longest = 200;

/** The state of a case in words: where it stands since when, what each place waits for, what it knows. `names`: of elements, by id. */
export function stateText(shown: Shown, names: Names): string {
  const { instance, fact, lastFact, state } = shown;
  const head = [
    `${instance.id}: ${state.status}, ${instance.processName} (${instance.package}) v${instance.version}, begun ${moment(state.startedAt)}`,
    state.endedAt === undefined ? '' : `, ended ${moment(state.endedAt)}`,
    state.stage === undefined ? '' : `, stage ${state.stage}`,
    instance.record ? `, ${instance.record.title} (${instance.record.id})` : '',
  ];
  const which = fact.number === lastFact ? `after its last fact, ${fact.number}` : `as it was after fact ${fact.number} of ${lastFact}`;
  const lines = [head.join(''), `${which}: ${fact.type} by ${fact.actor}, ${fact.at}`];
  if (state.suspended) {
    const { at, by, reason, held = [] } = state.suspended;
    lines.push(
      `suspended since ${moment(at)} by ${by}${reason ? `: ${reason}` : ''}${held.length > 0 ? `; ${held.length} results and signals are kept` : ''}`,
    );
  }
  const rows = placesOf(state, names);
  if (rows.length > 0) lines.push('', ...tableLines(['NUMBER', 'ELEMENT', 'SINCE', 'WAITS FOR'], rows));
  for (const [key, job] of Object.entries(state.detachedJobs ?? {}))
    lines.push(`beside it: job ${job.type} (${key}) of ${named(job.element, names)}`);
  const incidents = Object.values(state.incidents);
  if (incidents.length > 0) lines.push('', 'INCIDENTS');
  for (const { id, code, element, raisedAt, message } of incidents)
    lines.push(
      `  ${instance.id}:${id} (${code})${element === undefined ? '' : ` at ${named(element, names)}`}, since ${moment(raisedAt)}: ${message}`,
    );
  const variables = inTree(state).flatMap(({ instance: each }) => variablesOf(each, names));
  if (variables.length > 0) lines.push('', 'VARIABLES', ...variables);
  return `${lines.join('\n')}\n`;
}

function placesOf(state: InstanceState, names: Names): string[][] {
  return inTree(state).map(({ instance, depth }) => {
    const round = instance.loopCounter === undefined ? '' : `, round ${instance.loopCounter}`;
    const name = `${'  '.repeat(depth)}${named(instance.element, names)}${round}`;
    return [String(instance.id), name, moment(instance.activatedAt), waitsFor(instance, names).join('; ') || '-'];
  });
}

/** Element instances, each below the scope it stands in. */
function inTree(state: InstanceState): { instance: ElementInstance; depth: number }[] {
  const all = Object.values(state.elements).sort((a, b) => a.id - b.id);
  const below = (parent: number | null, depth: number): { instance: ElementInstance; depth: number }[] =>
    all.filter((each) => each.parent === parent).flatMap((instance) => [{ instance, depth }, ...below(instance.id, depth + 1)]);
  return below(null, 0);
}

/** What has to come before it goes on. Warnings and alerts of a deadline are none of it. */
function waitsFor(instance: ElementInstance, names: Names): string[] {
  const { task, job, timers = [], subscriptions = [], conditions = [], loop, arrived = {}, lifecycle } = instance;
  const at = (element: string) => (element === instance.element ? '' : ` (${named(element, names)})`);
  return [
    ...(lifecycle === 'active' ? [] : [lifecycle]),
    ...(task ? [taskText(task)] : []),
    ...(job
      ? [`job ${job.type}${job.failed ? ', failed: held by its incident' : ''}${job.attempts > 0 ? `, ${job.attempts} attempts` : ''}`]
      : []),
    ...timers
      .filter(({ purpose }) => purpose === 'event')
      .map((timer) => `timer until ${moment(timer.dueAt)}${at(timer.element)}${timer.parked ? ', held by its incident' : ''}`),
    ...subscriptions.map(({ kind, messageName, correlationKey, element }) =>
      kind === 'signal'
        ? `signal “${messageName}”${at(element)}`
        : `message “${messageName}”${correlationKey === '' ? '' : ` for “${correlationKey}”`}${at(element)}`,
    ),
    ...conditions.map(({ element }) => `condition${at(element)}`),
    ...(loop ? [`rounds: ${loop.completed} of ${loop.total ?? 'as many as its condition says'} done`] : []),
    ...Object.entries(arrived).map(([gateway, flows]) => `other tokens at ${named(gateway, names)}: ${sum(Object.values(flows))} came`),
  ];
}

function taskText({ assignee, candidateGroups, followUpAt, dueAt, pauses = [] }: TaskState): string {
  const who = assignee ?? (candidateGroups.length > 0 ? `one of ${candidateGroups.join(', ')}` : 'nobody in particular');
  const stands = pauses.at(-1)?.to === undefined && pauses.length > 0;
  return [
    `${who} to work on it`,
    ...(followUpAt === undefined ? [] : [`not before ${moment(followUpAt)}`]),
    ...(dueAt === undefined ? [] : [`due ${moment(dueAt)}`]),
    ...(stands ? ['its deadline stands still'] : []),
  ].join(', ');
}

function variablesOf({ id, element, parent, variables = {} }: ElementInstance, names: Names): string[] {
  const entries = Object.entries(variables);
  if (entries.length === 0) return [];
  return [
    `  ${parent === null ? 'of the case' : `of ${named(element, names)}, ${id}`}`,
    ...entries.map(([name, value]) => `    ${name} = ${short(value)}`),
  ];
}

function short(value: Json): string {
  const text = JSON.stringify(value);
  return text.length > longest ? `${text.slice(0, longest)}… (${text.length} characters; --json has all)` : text;
}

function named(id: string, names: Names): string {
  return stepText({ id, name: names.get(id) ?? null });
}

function moment(at: number): string {
  return new Date(at).toISOString();
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
