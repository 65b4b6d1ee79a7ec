import { instanceState, listElements, listProcesses } from '../../api/contract/index.ts';
import { type Call, NotThere } from './frame.ts';

type Element = { id: string; name: string | null; drawnName: string | null };

/** Case, blanks and punctuation do not tell two names apart. */
function plain(name: string): string {
  return name.toLocaleLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
}

/** Key of a process that is given by its key or its name. @throws NotThere with near ones */
export async function processKey({ client }: Call, given: string): Promise<string> {
  const { items } = await client.call(listProcesses, {});
  const byKey = items.find(({ key }) => key === given);
  if (byKey) return byKey.key;
  const named = items.filter(({ name }) => plain(name) === plain(given));
  if (named.length === 1 && named[0]) return named[0].key;
  const near = named.length > 1 ? named : nearest(given, items, ({ key, name }) => [key, name]);
  throw new NotThere(`There is no process “${given}”${offered(near.map(({ key, name }) => `${key} (${name})`))}.`);
}

/** Ids of elements that are given by id or name, in one process or in all of them. @throws NotThere with near ones, or with those it may be */
export async function elementIds(call: Call, given: readonly string[], process?: string, version?: number): Promise<string[]> {
  if (given.length === 0) return [];
  const elements = await elementsOf(call, process, version);
  return given.map((each) => elementId(each, elements, process));
}

/** An element of a case, by id or name. */
export async function elementOfCase(call: Call, instance: string, given: readonly string[]): Promise<string[]> {
  if (given.length === 0) return [];
  const { instance: row } = await call.client.call(instanceState, { params: { instance } });
  return elementIds(call, given, row.package, row.version);
}

/** Numbers of element instances, given by number, or by the element's id or name: then all that live in the case. */
export async function numbersInCase(call: Call, instance: string, given: readonly string[]): Promise<number[]> {
  const named = given.filter((each) => !/^\d{1,15}$/.test(each));
  if (named.length === 0) return given.map(Number);
  const { instance: row, state } = await call.client.call(instanceState, { params: { instance } });
  const elements = await elementsOf(call, row.package, row.version);
  const live = Object.values((state.elements ?? {}) as { [id: string]: { id: number; element: string } });
  return given.flatMap((each) => {
    if (!named.includes(each)) return [Number(each)];
    const id = elementId(each, elements, row.package);
    const found = live.filter(({ element }) => element === id).map((one) => one.id);
    if (found.length === 0) throw new NotThere(`The case does not stand at “${each}”: it stands at ${row.steps.map(stepText).join(', ')}.`);
    return found;
  });
}

/** `Pre-sales call (PreSalesCall)`. */
export function stepText({ id, name }: { id: string; name: string | null }): string {
  return name && name !== id ? `${name} (${id})` : id;
}

/** Names of elements of every process, by id; an id that stands for two names is left out. */
export async function elementNames(call: Call): Promise<Map<string, string>> {
  const names = new Map<string, Set<string>>();
  for (const { id, name } of await elementsOf(call, undefined)) names.set(id, (names.get(id) ?? new Set()).add(name ?? id));
  return new Map([...names].flatMap(([id, several]) => (several.size === 1 ? [[id, [...several][0] ?? id] as const] : [])));
}

export async function elementsOf({ client }: Call, process: string | undefined, version?: number): Promise<Element[]> {
  const keys =
    process === undefined
      ? (await client.call(listProcesses, {})).items.filter((each) => each.version !== null).map(({ key }) => key)
      : [process];
  const lists = await Promise.all(keys.map((key) => client.call(listElements, { params: { process: key }, query: { version } })));
  return lists.flatMap(({ items }) => items);
}

function elementId(given: string, elements: Element[], process: string | undefined): string {
  if (elements.some(({ id }) => id === given)) return given;
  const named = elements.filter(({ name, drawnName }) => [name, drawnName].some((each) => each !== null && plain(each) === plain(given)));
  const ids = [...new Set(named.map(({ id }) => id))];
  if (ids.length === 1 && ids[0] !== undefined) return ids[0];
  if (ids.length > 1)
    throw new NotThere(
      `“${given}” may be ${ids.join(' or ')}: say which${process === undefined ? ', or of which process (--package)' : ''}.`,
    );
  const near = nearest(given, elements, ({ id, name, drawnName }) => [id, name ?? '', drawnName ?? '']);
  const what = process === undefined ? `No process has an element “${given}”` : `${process} has no element “${given}”`;
  throw new NotThere(`${what}${offered([...new Set(near.map(stepText))])}.`);
}

function offered(names: string[]): string {
  return names.length > 0 ? `; near it: ${names.join(', ')}` : '';
}

const mostNear = 5;
/** Below it two words have too little in common. */
const leastAlike = 0.35;

/** The few that are spelt most like it. */
function nearest<Item>(given: string, items: Item[], spellings: (item: Item) => string[]): Item[] {
  const scored = items.map((item) => ({ item, score: Math.max(...spellings(item).map((each) => likeness(plain(given), plain(each)))) }));
  const near = scored.filter(({ score }) => score >= leastAlike).sort((one, other) => other.score - one.score);
  return near.slice(0, mostNear).map(({ item }) => item);
}

/** Share of pairs of letters in common (Dice), 0 to 1; what contains the other is alike. */
export function likeness(one: string, other: string): number {
  if (one === '' || other === '') return 0;
  if (one === other) return 1;
  if (one.length > 2 && other.length > 2 && (one.includes(other) || other.includes(one))) return 0.9;
  const pairs = (text: string) => Array.from({ length: Math.max(text.length - 1, 0) }, (_, at) => text.slice(at, at + 2));
  const [left, right] = [pairs(one), pairs(other)];
  const rest = [...right];
  const common = left.filter((pair) => {
    const at = rest.indexOf(pair);
    if (at >= 0) rest.splice(at, 1);
    return at >= 0;
  });
  return (2 * common.length) / Math.max(left.length + right.length, 1);
}
