import { chainOfJob, insertChainStart } from '../db/queries/chains.ts';
import { inTransaction } from '../db/queryable.ts';
import { countedHop, nextHop, type Rejection } from '../engine/contract/index.ts';
import type { StartRequest } from './contract.ts';
import type { DoorContext } from './door-context.ts';

/**
 * A job starts a case: the chain its own case is in goes on with it, one hop further, and the start is written down as something thrown there, or
 * a process that starts itself would do so without end. However long the job took: the start is what was asked for within the chain.
 */
export async function startInChain(
  door: DoorContext,
  job: string,
  start: StartRequest,
): Promise<{ start: StartRequest; refused?: Rejection }> {
  const chain = await chainOfJob(door.pool, job);
  const further = { ...start, chain: nextHop(chain, job) };
  if (!chain) return { start: further };
  const counted: StartRequest = {
    ...further,
    async alongside(trx) {
      await insertChainStart(inTransaction(trx), start.instanceId, chain);
      await start.alongside?.(trx);
      door.chainCounts.started(chain);
    },
  };
  if (chain.hops < countedHop) return { start: counted };
  const { hops } = door.limits;
  if (chain.hops >= hops) return { start: counted, refused: endless(chain.id, chain.hops, `was handed on ${hops} times`) };
  const left = await door.chainCounts.left(door.pool, [chain.id]);
  if ((left[chain.id] ?? 0) > 0) return { start: counted };
  return { start: counted, refused: endless(chain.id, chain.hops, 'has thrown and started as much as one chain may') };
}

function endless(id: string, hop: number, why: string): Rejection {
  const message = `The case was not started: cases start each other without end. The chain that began with "${id}" ${why}, here at hop ${hop}. Mend the process that starts itself, then retry: the case is started, and a new chain begins. If this is honest work, the settings CHAIN_HOPS and CHAIN_THROWS raise the limit.`;
  return { ok: false, code: 'guard', message, params: { chain: id } };
}
