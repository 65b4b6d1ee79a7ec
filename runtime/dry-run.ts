import { readCase } from '../db/queries/read-case.ts';
import type { Actor, CalendarDefinition, Command, Decision } from '../engine/contract/index.ts';
import { contentHash } from './content-hash.ts';
import { decideOn } from './decide.ts';
import type { DoorContext } from './door-context.ts';
import { basisOf } from './fast-path.ts';

/** What a command would do now, with these calendars in place of those of their names. Nothing is written. Null: no such case. */
export async function dryRun(
  door: DoorContext,
  instanceId: string,
  command: Command,
  options: { actor: Actor; calendars?: CalendarDefinition[] },
): Promise<Decision | null> {
  const read = await readCase(door.pool, instanceId, '');
  if (!read.case) return null;
  const current = await door.calendars.current();
  const calendars = { ...current.calendars, ...Object.fromEntries((options.calendars ?? []).map((each) => [each.name, each])) };
  const instead: DoorContext = { ...door, calendars: { current: async () => ({ ...current, calendars }) } };
  const request = { instanceId, commandId: '', command, actor: options.actor, hash: contentHash(command) };
  const outcome = await decideOn(instead, door.pool, basisOf(instanceId, read.case), request);
  if (outcome.kind === 'accepted') return outcome.accepted;
  return outcome.kind === 'refused' ? outcome.rejection : { ok: false, code: 'stopped', message: outcome.message };
}
