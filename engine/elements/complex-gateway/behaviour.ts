import type { SequenceFlow } from '../../contract/process.ts';
import type { Behaviour, Visit, WaitingTokens } from '../../kernel/behaviour.ts';
import { good, type Result } from '../../kernel/failure.ts';
import { holds, noFlow, outgoing } from '../../kernel/leave.ts';
import type { ComplexGatewayConfig } from './config.ts';

/**
 * BPMN 2.0.2, 13.4.5: it joins when its condition holds and waits for the late tokens of the other flows (`waitingForStart` is false then),
 * until none can come any more; then it begins anew.
 */
export const behaviour: Behaviour<ComplexGatewayConfig> = {
  join: { when: 'arrival', twoPhases: true, decide },
  leave,
};

function decide(tokens: WaitingTokens): Result<'start' | 'reset' | null> {
  const { gateway, count, resetting } = tokens;
  if (!resetting) {
    const { activationCondition } = gateway.config as ComplexGatewayConfig;
    const activationCount = gateway.incoming.filter((flow) => count(flow) > 0).length;
    if (activationCondition === undefined) return good(activationCount > 0 ? 'start' : null);
    const asked = tokens.evaluate(activationCondition, { activationCount, waitingForStart: true });
    return asked.ok ? good(asked.value === true ? 'start' : null) : asked;
  }
  return good(tokens.quiet && !mayStillCome(tokens, resetting) ? 'reset' : null);
}

/** A token elsewhere that can reach a flow still waited for, and not one the gateway has had already. */
function mayStillCome({ gateway, occupied, upstream, count }: WaitingTokens, waiting: string[]): boolean {
  const empty = waiting.filter((flow) => count(flow) === 0);
  const had = gateway.incoming.filter((flow) => !empty.includes(flow));
  for (const element of occupied()) {
    if (element === gateway.id) continue;
    if (empty.some((flow) => upstream(flow).has(element)) && !had.some((flow) => upstream(flow).has(element))) return true;
  }
  return false;
}

/**
 * Joining, every flow whose condition holds, else the default. On the reset, with late tokens or without (table 13.5), only flows that carry
 * a condition, and none is no fault; the descriptor says why the others are left out.
 */
function leave(visit: Visit): Result<string[]> {
  const waitingForStart = visit.instance.memo?.reset !== true;
  const { outgoing: ids, defaultFlow } = visit.element;
  if (ids.length === 0) return good([]);
  const taken: string[] = [];
  for (const flow of outgoing(visit)) {
    if (flow.id === defaultFlow || (!waitingForStart && flow.condition === undefined)) continue;
    const held = holds(visit, flow as SequenceFlow, { waitingForStart });
    if (!held.ok) return held;
    if (held.value) taken.push(flow.id);
  }
  if (taken.length > 0 || !waitingForStart) return good(taken);
  return defaultFlow !== undefined && ids.includes(defaultFlow) ? good([defaultFlow]) : noFlow(visit);
}
