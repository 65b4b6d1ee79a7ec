import { listTaskRounds } from '../../db/queries/task-rounds.ts';
import type { TaskListRow } from '../../db/queries/task-row.ts';
import type { CompiledPackage, Json } from '../../engine/contract/index.ts';
import { type Mask, maskedName, maskOf } from '../access/policy.ts';
import type { Reader } from '../access/reader.ts';
import type { ApiContext } from '../context.ts';
import type { Locale } from '../contract/index.ts';
import { numberedId } from '../http/numbered-id.ts';
import { say } from '../texts/text.ts';
import { findElement } from './packages.ts';

const longest = 80;
const names = ['name', 'title', 'label'];

/** What an item of a list is called: a text or number itself, an object by its name, title or label. Null = it has no name to show. */
export function itemLabel(item: Json | null | undefined): string | null {
  if (typeof item === 'number') return String(item);
  if (typeof item === 'string') return shortened(item);
  if (typeof item !== 'object' || item === null || Array.isArray(item)) return null;
  for (const name of names) {
    const value = Object.hasOwn(item, name) ? item[name] : undefined;
    if (typeof value === 'string' && value.trim() !== '') return shortened(value);
    if (typeof value === 'number') return String(value);
  }
  return null;
}

function shortened(text: string): string | null {
  const line = text.replace(/\s+/g, ' ').trim();
  return line === '' ? null : line.length > longest ? `${line.slice(0, longest - 1)}…` : line;
}

export interface Round {
  number: number;
  total: number | null;
  item?: Json | null;
}

/** `2 of 5 · Acme`, the outermost round first; null = nothing is repeated. */
export function roundText({ locale, mask }: { locale: Locale; mask: Mask }, rounds: Round[]): string | null {
  const parts = rounds.flatMap(({ number, total, item }) => {
    const label = itemLabel(item);
    const count = total === null ? say(locale, 'round.number', { number }) : say(locale, 'round.of', { number, total });
    return label === null ? [count] : [count, maskedName(mask, label)];
  });
  return parts.length === 0 ? null : parts.join(' · ');
}

/** Rounds that these tasks stand in, as texts by the task's id; only cases whose model repeats something there are looked into. */
export async function roundsOfTasks(
  context: ApiContext,
  reader: Reader,
  rows: TaskListRow[],
  packages: Map<string, CompiledPackage>,
): Promise<Map<string, string>> {
  const found = await listTaskRounds(
    context.db,
    rows.filter((row) => mayRepeat(packages.get(row.packageHash), row)),
  );
  const byTask = new Map<string, Round[]>();
  for (const round of found) {
    const id = numberedId(round.instanceId, round.elementInstance);
    byTask.set(id, [...(byTask.get(id) ?? []), round]);
  }
  return new Map([...byTask].map(([id, rounds]) => [id, roundText({ locale: reader.locale, mask: maskOf(reader) }, rounds) ?? '']));
}

/** Repeated itself, within something repeated, or in a process that is called, whose caller may repeat the call. */
function mayRepeat(pkg: CompiledPackage | undefined, { element, packageKey }: TaskListRow): boolean {
  if (!pkg || pkg.key !== packageKey) return true;
  for (let at = findElement(pkg, element); at; at = findElement(pkg, at.scope)) {
    if (at.loop) return true;
    const { scope } = at;
    if (pkg.processes.some((process) => process.id === scope)) return scope !== pkg.processes[0]?.id;
  }
  return true;
}
