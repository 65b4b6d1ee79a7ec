import { findOpenCase } from '../../db/queries/case-access.ts';
import type { Command, DecideContext, ElementInstance, InstanceState } from '../../engine/contract/index.ts';
import { defaultLimits } from '../../engine/contract/index.ts';
import { enabledIn } from '../../engine/kernel/commands/ad-hoc.ts';
import { isCandidate, mayDirect } from '../../engine/kernel/commands/rights.ts';
import { reachOf } from '../access/policy.ts';
import { actorOf } from '../access/reader.ts';
import type { Call } from '../endpoint.ts';
import { numberedId, parseNumberedId } from '../http/numbered-id.ts';
import { notFound, type Refusal } from '../http/refusal.ts';
import { fromDoor } from '../http/rejection.ts';
import { findElement, words } from './packages.ts';

type Asking = Pick<Call<unknown, unknown, unknown>, 'reader' | 'deps'>;

interface Choice {
  id: string;
  element: string;
  name: string;
  steps: { element: string; name: string }[];
}

/** Open ad-hoc subprocesses whose steps this reader may begin, as the kernel will say, too. */
export async function choicesIn({ reader, deps }: Asking, state: InstanceState): Promise<Choice[]> {
  const actor = actorOf(reader);
  const packages = Object.fromEntries(await deps.packages.getAll(hashesIn(state)));
  const ctx: DecideContext = { now: deps.now(), actor, packages, records: [], calendars: {}, limits: defaultLimits };
  return Object.values(state.elements).flatMap((instance) => {
    const pkg = packages[hashOf(instance, state)];
    const element = findElement(pkg, instance.element);
    if (element?.kind !== 'ad-hoc-sub-process') return [];
    if (!mayDirect(actor) && !isCandidate(actor, element.lane === undefined ? [] : [element.lane])) return [];
    const named = (id: string) => words(pkg, reader.locale, findElement(pkg, id)?.name ?? id);
    const steps = enabledIn(state, instance.id, ctx).map((id) => ({ element: id, name: named(id) }));
    return [{ id: numberedId(state.instanceId, instance.id), element: element.id, name: named(element.id), steps }];
  });
}

/** Sends a command about an open subprocess of a case that the reader may see. */
export async function commandAdHoc(
  call: Asking & { commandId: string },
  id: string,
  command: (scope: number) => Command,
): Promise<{ ok: true } | Refusal> {
  const key = parseNumberedId(id);
  if (!key || !(await findOpenCase(call.deps.db, reachOf(call.reader), key.instanceId))) return notFound('case');
  const { deps, commandId, reader } = call;
  const result = await deps.door.executeCommand({
    instanceId: key.instanceId,
    commandId,
    command: command(key.number),
    actor: actorOf(reader),
  });
  return result.status === 'done' ? { ok: true } : fromDoor(result);
}

function hashesIn({ elements, packageHash }: InstanceState): string[] {
  return [packageHash, ...Object.values(elements).flatMap((instance) => instance.packageHash ?? [])];
}

function hashOf(instance: ElementInstance, state: InstanceState): string {
  for (let at: ElementInstance | undefined = instance; at; at = at.parent === null ? undefined : state.elements[at.parent]) {
    if (at.packageHash !== undefined) return at.packageHash;
  }
  return state.packageHash;
}
