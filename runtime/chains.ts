import type { Queryable } from '../db/queryable.ts';
import { type Chain, countedHop, type DecideContext, type Instant, nextHop } from '../engine/contract/index.ts';
import { chainsOf } from '../engine/kernel/chain.ts';
import type { Basis, DoorContext, DoorRequest } from './door-context.ts';

/** What the kernel has to know about the chains a command goes on with. Most belong to none, or are at the first hop, and nothing is asked. */
export async function chainContext(
  { chainCounts }: DoorContext,
  queryable: Queryable,
  { state }: Basis,
  { chain, command }: DoorRequest,
  at: Instant,
): Promise<Pick<DecideContext, 'chain' | 'chainsLeft'>> {
  const chains = [...(state ? chainsOf(state, command, at) : []), ...(chain ? [chain] : [])];
  const counted = [...new Set(chains.filter(({ hops }) => hops >= countedHop).map(({ id }) => id))];
  return {
    ...(chain ? { chain } : {}),
    ...(counted.length > 0 ? { chainsLeft: await chainCounts.left(queryable, counted) } : {}),
  };
}

/** For the cases that take note of a record this command changed: the longest it may go on with, one hop further; absent = none. */
export function noted({ state }: Pick<Basis, 'state'>, { chain, command, commandId }: DoorRequest, at: Instant): Chain | undefined {
  const own = state ? chainsOf(state, command, at) : [];
  const longest = [...own, ...(chain ? [chain] : [])].sort((one, other) => other.hops - one.hops)[0];
  return longest && nextHop(longest, commandId);
}

/** Of whoever takes a signal or message, by its row. */
export function takenFrom({ id, chain, hops }: { id: string; chain: string | null; hops: number | null }): Chain {
  return nextHop(chain === null ? undefined : { id: chain, hops: hops ?? 0 }, id);
}
