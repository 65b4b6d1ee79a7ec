import { triggersIn } from '../../triggers/multiple/parts.ts';
import type { PublishRule } from '../element.ts';
import { publishRule, when } from '../rule.ts';
import { followers, hasDeadline, noConditions } from '../shared-rules.ts';
import type { EventBasedGatewayConfig } from './config.ts';

/** BPMN 2.0.2, 10.6.6. */
export const rules: PublishRule<EventBasedGatewayConfig>[] = [
  noConditions('event-based gateway', 'error'),
  publishRule('event-based-gateway/too-few', 'error', (gateway) => when(gateway.outgoing.length < 2)),
  publishRule('event-based-gateway/target', 'error', (gateway, { process }) =>
    followers(gateway, process)
      .filter((next) => next.kind !== 'receive-task' && next.kind !== 'intermediate-catch-event')
      .map((next) => ({ target: next.name ?? next.id })),
  ),
  publishRule('event-based-gateway/target-shared', 'error', (gateway, { process }) =>
    followers(gateway, process)
      .filter((next) => next.incoming.length > 1)
      .map((next) => ({ target: next.name ?? next.id })),
  ),
  publishRule('event-based-gateway/receive-task-boundary', 'error', (gateway, { process }) =>
    followers(gateway, process)
      .filter((next) => next.kind === 'receive-task' && next.boundary.length > 0)
      .map((next) => ({ target: next.name ?? next.id })),
  ),
  publishRule('event-based-gateway/message-both-ways', 'error', (gateway, { process }) => {
    const next = followers(gateway, process);
    const both =
      next.some((each) => each.kind === 'receive-task') &&
      next.some((each) => each.trigger?.kind === 'message' && each.kind !== 'receive-task');
    return when(both);
  }),
  publishRule('event-based-gateway/instantiate', 'error', (gateway, { process }) =>
    when(
      gateway.config.instantiate &&
        (gateway.incoming.length > 0 ||
          gateway.scope !== process.process.id ||
          followers(gateway, process).some((next) => !triggersIn(next).some(({ kind }) => kind === 'message' || kind === 'signal'))),
    ),
  ),
  publishRule('event-based-gateway/parallel', 'error', (gateway) => when(gateway.config.parallel && !gateway.config.instantiate)),
  publishRule('wait/no-deadline', 'stricter-for-records', (gateway, { process }) =>
    when(
      !gateway.config.instantiate &&
        !hasDeadline(gateway, process) &&
        !followers(gateway, process).some((next) => next.trigger?.kind === 'timer'),
    ),
  ),
];
