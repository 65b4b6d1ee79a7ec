import type { ModdleElement } from '../canvas/moddle-element.ts';
import { isActivity, isEventSubProcess, isHandler } from './kinds.ts';

/** What may begin in an ad-hoc subprocess by itself: activities to which no flow leads. */
export function startable(scope: ModdleElement): ModdleElement[] {
  const nodes = (scope.get('flowElements') ?? []) as ModdleElement[];
  return nodes.filter(
    (node) => isActivity(node) && !isHandler(node) && !isEventSubProcess(node) && ((node.get('incoming') as unknown[]) ?? []).length === 0,
  );
}

/** `["call", "visit"]` as a list; undefined = a formula that is no list of texts. */
export function readIds(feel: string): string[] | undefined {
  const body = feel.replace(/^=/, '').trim();
  if (body === '') return [];
  try {
    const list: unknown = JSON.parse(body);
    return Array.isArray(list) && list.every((each) => typeof each === 'string') ? list : undefined;
  } catch {
    return undefined; // any other FEEL
  }
}

/** Nothing chosen = no list: then begins what needs no person. */
export function writeIds(ids: string[]): string {
  return ids.length === 0 ? '' : `[${ids.map((id) => JSON.stringify(id)).join(', ')}]`;
}
