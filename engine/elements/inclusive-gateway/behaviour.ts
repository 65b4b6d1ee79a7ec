import type { Behaviour, WaitingTokens } from '../../kernel/behaviour.ts';
import { good } from '../../kernel/failure.ts';
import { leaveByConditions } from '../../kernel/leave.ts';
import type { InclusiveGatewayConfig } from './config.ts';

/** Splits to every flow whose condition holds; joins when no token can come any more that it should wait for. */
export const behaviour: Behaviour<InclusiveGatewayConfig> = {
  join: { when: 'quiet', decide: (tokens) => good(ready(tokens) ? 'start' : null) },
  leave: leaveByConditions,
};

/**
 * BPMN 2.0.2, 13.4.3: every token elsewhere in the scope that can reach an empty incoming flow without passing the gateway must
 * also be able to reach, without passing it, an incoming flow where a token waits already. So a token that runs in a circle
 * through the gateway does not block it, and one that ended on the way releases it.
 */
function ready({ gateway, count, occupied, upstream }: WaitingTokens): boolean {
  const full = gateway.incoming.filter((flow) => count(flow) > 0);
  const empty = gateway.incoming.filter((flow) => count(flow) === 0);
  if (full.length === 0) return false;
  for (const element of occupied()) {
    if (element === gateway.id) continue;
    const mayStillCome = empty.some((flow) => upstream(flow).has(element));
    if (mayStillCome && !full.some((flow) => upstream(flow).has(element))) return false;
  }
  return true;
}
