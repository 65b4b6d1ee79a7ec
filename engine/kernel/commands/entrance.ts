import type { CompiledElement, Rejection, StartCommand, Trigger } from '../../contract/index.ts';
import { evaluate } from '../../expression/evaluate.ts';
import type { ConditionalConfig } from '../../triggers/conditional/config.ts';
import type { MessageConfig } from '../../triggers/message/config.ts';
import { triggersIn } from '../../triggers/multiple/parts.ts';
import type { SignalConfig } from '../../triggers/signal/config.ts';
import { zoneOf } from '../calendars.ts';
import type { Execution } from '../execution.ts';
import type { ProcessIndex } from '../model-index.ts';
import { refuse } from '../rejection.ts';

/** Where a case begins: at the start events without trigger, at one that is named, or at one that has happened. */
export type Entrance =
  | { how: 'plain' }
  | { how: 'at'; element: CompiledElement }
  /** `part`: which of the event's definitions it was. `beside`: other events of a parallel gateway, still to come. */
  | { how: 'happened'; element: CompiledElement; part: number; beside: CompiledElement[] };

type Named = { kind: 'message' | 'signal'; name: string };

export function entranceOf(ctx: Execution['ctx'], process: ProcessIndex, command: StartCommand): Entrance | Rejection {
  const id = process.process.id;
  const inside = process.scopes.get(id) ?? [];
  if (command.element !== undefined) return named(process, command.element);
  const event = eventOf(command);
  if (event) {
    return opened(process, event) ?? refuse('messageNotExpected', `No start event of "${id}" waits for the ${event.kind} "${event.name}"`);
  }
  if (process.entrances(id).length > 0) return { how: 'plain' };
  const starts = inside.filter((element) => element.kind === 'start-event');
  // Only events with a trigger: started by hand, a timer's start event is meant, or the condition that holds.
  const timed = starts.find((element) => element.trigger?.kind === 'timer');
  if (timed) return { how: 'at', element: timed };
  const asked = starts.filter((element) => element.trigger?.kind === 'conditional');
  const env = { now: ctx.now, zone: zoneOf(ctx) };
  const holding = asked.find((element) => {
    const config = element.trigger?.config as ConditionalConfig | undefined;
    const result = evaluate(config?.condition ?? 'false', command.variables, env);
    return result.ok && result.value === true;
  });
  if (holding) return { how: 'at', element: holding };
  if (asked.length > 0) return refuse('invalidCommand', `No start condition of "${id}" holds`);
  return refuse('invalidCommand', `The process "${id}" starts only by a message or signal`);
}

function named(process: ProcessIndex, id: string): Entrance | Rejection {
  const element = process.elements.get(id);
  if (element && element.kind !== 'boundary-event') return { how: 'at', element };
  return refuse('notFound', `The process "${process.process.id}" has no element "${id}" to start at`);
}

function eventOf({ message, signal }: StartCommand): Named | undefined {
  if (message) return { kind: 'message', name: message.name };
  return signal && { kind: 'signal', name: signal.name };
}

/** Start events, receive tasks and event-based gateways that begin a process. */
function opened(process: ProcessIndex, event: Named): Entrance | undefined {
  for (const element of process.scopes.get(process.process.id) ?? []) {
    for (const { waits, beside } of openings(element, process)) {
      const part = triggersIn(waits).findIndex((trigger) => isNamed(trigger, event));
      if (part >= 0) return { how: 'happened', element: waits, part, beside };
    }
  }
  return undefined;
}

function openings(element: CompiledElement, process: ProcessIndex): { waits: CompiledElement; beside: CompiledElement[] }[] {
  const { instantiate, parallel } = element.config as { instantiate?: boolean; parallel?: boolean };
  if (element.kind === 'start-event' || (element.kind === 'receive-task' && instantiate)) return [{ waits: element, beside: [] }];
  if (element.kind !== 'event-based-gateway' || !instantiate) return [];
  const events = element.outgoing.map((flow) => process.element(process.flow(flow).target));
  return events.map((waits) => ({ waits, beside: parallel ? events.filter((other) => other !== waits) : [] }));
}

function isNamed({ kind, config }: Trigger, event: Named): boolean {
  return kind === event.kind && (config as MessageConfig | SignalConfig).name === event.name;
}

/** Names of the messages and signals that start a process, and the event that waits for each. */
export function startNames(process: ProcessIndex): (Named & { element: string })[] {
  return (process.scopes.get(process.process.id) ?? []).flatMap((element) =>
    openings(element, process).flatMap(({ waits }) =>
      triggersIn(waits).flatMap(({ kind, config }) =>
        kind === 'message' || kind === 'signal'
          ? [{ kind, name: (config as MessageConfig).name, element: waits.id } as Named & { element: string }]
          : [],
      ),
    ),
  );
}
