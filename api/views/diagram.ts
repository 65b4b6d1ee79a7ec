import type { Walk } from '../../db/queries/record-map.ts';
import type { CompiledPackage, ElementInstance } from '../../engine/contract/index.ts';
import type { Mask } from '../access/policy.ts';
import type { Locale } from '../contract/index.ts';
import { say } from '../texts/text.ts';
import { elementLabel, elementRef } from './element-words.ts';
import { findElement, words } from './packages.ts';
import { itemLabel, type Round, roundText } from './rounds.ts';

const gateways = /-gateway$/;
/** Steps that may follow, as far as this many gateways on. */
const lookAhead = 6;

/** What is live in the case's own process; what stands in a process it calls is shown as the activity that calls. */
function shownAs({ elements }: Walk['state']): Map<number, ElementInstance> {
  const shown = new Map<number, ElementInstance>();
  for (const each of Object.values(elements)) {
    let at: ElementInstance = each;
    for (let up: ElementInstance | undefined = each; up && up.parent !== null; up = elements[up.parent]) {
      const caller = elements[up.parent];
      if (up.element === up.process && caller) at = caller;
    }
    shown.set(each.id, at);
  }
  return shown;
}

/** Elements where the case stands: live element instances that hold no others. */
export function standsAt({ state }: Walk): string[] {
  const live = Object.values(state.elements);
  const shown = shownAs(state);
  const parents = new Set(live.map((each) => each.parent));
  const leaves = live.filter((each) => !parents.has(each.id) && each.parent !== null);
  return [...new Set(leaves.map((each) => shown.get(each.id)?.element ?? each.element))];
}

/** Elements that something has stopped and that wait for somebody who mends it. */
export function stuckAt({ state }: Walk): string[] {
  const shown = shownAs(state);
  const found = Object.values(state.incidents).map(({ element, elementInstance }) => {
    const at = elementInstance === undefined ? undefined : shown.get(elementInstance);
    return at ? at.parent !== null && at.element : element;
  });
  return [...new Set(found.filter((each) => typeof each === 'string'))];
}

/** Rounds that are told one by one. */
const namedRounds = 12;

export interface OpenRounds {
  element: string;
  open: number;
  done: number;
  total: number | null;
  /** The first of those that are open. */
  rounds: Round[];
}

/** Activities that are being repeated: how many of their rounds are open and done. */
export function roundsOf({ state }: Walk): OpenRounds[] {
  const live = Object.values(state.elements);
  const shown = shownAs(state);
  return live.flatMap(({ id, element, loop }) => {
    if (!loop || shown.get(id)?.id !== id) return [];
    const numbers = live
      .flatMap((each) => (each.parent === id && each.loopCounter !== undefined ? [each.loopCounter] : []))
      .sort((a, b) => a - b);
    const rounds = numbers.slice(0, namedRounds).map((number) => ({ number, total: loop.total, item: loop.items?.[number - 1] ?? null }));
    return [{ element, open: numbers.length, done: loop.completed, total: loop.total, rounds }];
  });
}

/** Elements that may come next: along the flows, through gateways. */
export function mayFollow(pkg: CompiledPackage, from: string[]): string[] {
  const flows = new Map(pkg.processes.flatMap((process) => process.flows).map((flow) => [flow.id, flow]));
  const found = new Set<string>();
  const visited = new Set<string>();
  let front = from;
  for (let depth = 0; depth < lookAhead && front.length > 0; depth += 1) {
    const next: string[] = [];
    for (const id of front) {
      const element = findElement(pkg, id);
      const targets = (element ? [...element.outgoing, ...element.boundary.flatMap((each) => findElement(pkg, each)?.outgoing ?? [])] : [])
        .map((flow) => flows.get(flow)?.target)
        .filter((target) => target !== undefined && !visited.has(target)) as string[];
      for (const target of targets) {
        visited.add(target);
        if (gateways.test(findElement(pkg, target)?.kind ?? '')) next.push(target);
        else found.add(target);
      }
    }
    front = next;
  }
  return [...found].filter((id) => !from.includes(id));
}

/** The same in words: what was walked, where it stands, what may come. */
export function inWords(pkg: CompiledPackage, walk: Walk, now: string[], next: string[], how: { locale: Locale; mask: Mask }): string[] {
  const { locale } = how;
  const name = (id: string) => {
    const element = findElement(pkg, id);
    return element && !gateways.test(element.kind) && element.name ? words(pkg, locale, element.name) : undefined;
  };
  const label = (id: string) => {
    const ref = elementRef(pkg, id);
    return ref ? elementLabel(locale, ref, (text) => words(pkg, locale, text)) : id;
  };
  const names = (ids: string[]) => [...new Set(ids.flatMap((id) => name(id) ?? []))];
  const walked = names(walk.elements.filter((id) => !now.includes(id)));
  const list = new Intl.ListFormat(locale, { type: 'disjunction' });
  const out = walked.map((each) => say(locale, 'map.walked', { name: each }));
  const stuck = walk.state.status === 'open' ? stuckAt(walk) : [];
  for (const each of names(now.filter((id) => !stuck.includes(id)))) out.push(say(locale, 'map.now', { name: each }));
  for (const each of stuck.map(label)) out.push(say(locale, 'map.stuck', { name: each }));
  for (const { element, open, done, total, rounds } of walk.state.status === 'open' ? roundsOf(walk) : []) {
    for (const each of names([element])) {
      const counts = { name: each, open, done, total: total ?? 0 };
      out.push(total === null ? say(locale, 'map.roundsWithoutEnd', counts) : say(locale, 'map.rounds', counts));
      for (const round of rounds)
        if (itemLabel(round.item) !== null) out.push(say(locale, 'map.round', { round: roundText(how, [round]) ?? '' }));
    }
  }
  const ahead = names(next);
  if (ahead.length > 0) out.push(say(locale, 'map.next', { names: list.format(ahead) }));
  return out;
}
