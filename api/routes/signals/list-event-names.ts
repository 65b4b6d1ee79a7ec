import type { MessageConfig } from '../../../engine/triggers/message/config.ts';
import { triggersIn } from '../../../engine/triggers/multiple/parts.ts';
import { listEventNames as route } from '../../contract/index.ts';
import { endpoint } from '../../endpoint.ts';

const waiting = new Set(['start-event', 'intermediate-catch-event', 'boundary-event', 'receive-task']);

/** Of the newest versions; a name that is computed is none to choose. */
export const listEventNames = endpoint(route, async ({ deps }) => {
  const names = { signal: new Set<string>(), message: new Set<string>() };
  for (const { hash } of await deps.packages.newestVersions()) {
    const pkg = await deps.packages.get(hash);
    for (const element of pkg.processes.flatMap((process) => process.elements)) {
      if (!waiting.has(element.kind)) continue;
      for (const { kind, config } of triggersIn(element)) {
        const { name } = config as Partial<MessageConfig>;
        if ((kind === 'signal' || kind === 'message') && name && !name.startsWith('=')) names[kind].add(name);
      }
    }
  }
  return { signals: [...names.signal].sort(), messages: [...names.message].sort() };
});
