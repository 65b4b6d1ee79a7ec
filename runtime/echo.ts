import { markPoisoned } from '../db/queries/instances.ts';
import { readCase } from '../db/queries/read-case.ts';
import type { Queryable } from '../db/queryable.ts';
import type { Accepted, Actor, Command, Fact } from '../engine/contract/index.ts';
import { noted } from './chains.ts';
import { commitDecided } from './commit-decided.ts';
import { contentHash } from './content-hash.ts';
import { decideOn } from './decide.ts';
import type { Basis, DoorContext, DoorRequest } from './door-context.ts';
import { basisOf } from './fast-path.ts';
import type { Told } from './locked-path.ts';

type Changed = Extract<Fact, { type: 'recordChanged' }>;

/**
 * The other owners of a changed record take note of it in the same transaction. One whose decision cannot be made gets an incident,
 * or is marked: the record's change stands either way.
 */
export async function echoToOwners(
  door: DoorContext,
  queryable: Queryable,
  request: DoorRequest,
  basis: Basis,
  { facts }: Accepted,
): Promise<Told[]> {
  if (request.echo) return [];
  const told: Told[] = [];
  for (const fact of facts) {
    if (fact.type !== 'recordChanged') continue;
    const owners = basis.records.find((record) => record.id === fact.record.id)?.owners ?? [];
    for (const owner of owners)
      told.push(...(await echoOnce(door, queryable, { ...request, chain: noted(basis, request, fact.at) }, fact, owner)));
  }
  return told;
}

async function echoOnce(door: DoorContext, queryable: Queryable, request: DoorRequest, fact: Changed, owner: string): Promise<Told[]> {
  const commandId = `${request.commandId}/${fact.number}/${owner}`;
  const read = await readCase(queryable, owner, commandId);
  if (read.case?.state.status !== 'open') return [];
  const basis = basisOf(owner, read.case);
  const alias = basis.records.find((record) => record.id === fact.record.id)?.alias;
  if (!alias) return [];
  const command: Command = { type: 'changeRecord', alias, patch: fact.patch };
  const { actor, chain } = request;
  const echo = { recordId: fact.record.id, before: fact.before, version: fact.recordVersion };
  const told = await commitEcho(door, queryable, basis, { ...echoRequest(owner, commandId, command, actor), echo, chain });
  if (told !== 'stopped') return told;
  const incident: Command = {
    type: 'raiseIncident',
    code: 'stopped',
    message: `What this case makes of the change of ${alias} could not be worked out.`,
    trigger: { kind: 'none' },
  };
  const raised = await commitEcho(door, queryable, basis, { ...echoRequest(owner, `${commandId}/stopped`, incident, request.actor), echo });
  if (raised !== 'stopped') return raised;
  await markPoisoned(queryable, owner);
  return [];
}

function echoRequest(instanceId: string, commandId: string, command: Command, actor: Actor): DoorRequest {
  return { instanceId, commandId, command, actor, hash: contentHash(command) };
}

async function commitEcho(door: DoorContext, queryable: Queryable, basis: Basis, request: DoorRequest): Promise<Told[] | 'stopped'> {
  const outcome = await decideOn(door, queryable, basis, request);
  if (outcome.kind === 'stopped') return 'stopped';
  if (outcome.kind === 'refused') return [];
  const result = await commitDecided(door, queryable, outcome.commit);
  if (result.outcome !== 'committed') return [];
  return [{ instanceId: request.instanceId, effectNumber: result.effectNumber, errands: [] }];
}
