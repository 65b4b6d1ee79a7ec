import type { Behaviour } from '../../kernel/behaviour.ts';
import { good } from '../../kernel/failure.ts';
import type { ParallelGatewayConfig } from './config.ts';

/** Waits for a token on each incoming flow, takes one of each, and sends one on each outgoing flow. Conditions do not count. */
export const behaviour: Behaviour<ParallelGatewayConfig> = {
  join: { when: 'arrival', decide: ({ gateway, count }) => good(gateway.incoming.every((flow) => count(flow) > 0) ? 'start' : null) },
  leave: (visit) => good(visit.element.outgoing),
};
