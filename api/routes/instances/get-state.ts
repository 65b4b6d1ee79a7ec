import { factsOf } from '../../../db/queries/feed.ts';
import { stateAfter } from '../../../engine/kernel/undo-basis.ts';
import { instanceState as route } from '../../contract/index.ts';
import { endpoint } from '../../endpoint.ts';
import { isRefusal, notFound } from '../../http/refusal.ts';
import { instanceRows } from '../../views/instance-row.ts';
import { seenInstance } from '../../views/operate.ts';

/** Folded from the facts: what the case was, not what somebody remembers of it. */
export const instanceState = endpoint(route, async (call) => {
  const { params, query, deps } = call;
  const seen = await seenInstance(call, params.instance);
  if (isRefusal(seen)) return seen;
  const facts = await factsOf(deps.pool, params.instance);
  const last = facts.at(-1)?.number ?? 0;
  const fact = facts.find((each) => each.number === (query.fact ?? last));
  const state = fact && stateAfter(facts, fact.number);
  if (!fact || !state) return notFound('fact');
  const { number, at, type, actor } = fact;
  const [instance] = await instanceRows(deps, call.reader, [seen]);
  if (!instance) return notFound('case');
  return {
    instance,
    fact: { number, at: new Date(at).toISOString(), type, actor },
    lastFact: last,
    state: state as unknown as { [key: string]: unknown },
  };
});
