import { type CompileScope, child, children, flag, type ModdleNode } from '../../model/moddle.ts';
import type { CompensationConfig } from './config.ts';

export function compile(node: ModdleNode, scope: CompileScope): CompensationConfig {
  const event = node.$parent;
  const config: CompensationConfig = { wait: flag(node, 'waitForCompletion', true) };
  const activity = child(node, 'activityRef')?.id;
  if (activity !== undefined) config.activity = activity;
  if (event?.$type === 'bpmn:BoundaryEvent') {
    const handler = handlerOf(event);
    if (handler === undefined) scope.problem('compensation/no-handler');
    else config.handler = handler;
  }
  return config;
}

/** An association leads from the event to its handler; tools put it into the container of either or further out. */
function handlerOf(event: ModdleNode): string | undefined {
  for (let at = event.$parent; at; at = at.$parent) {
    for (const association of children(at, 'artifacts')) {
      if (child(association, 'sourceRef') === event) return child(association, 'targetRef')?.id;
    }
  }
  return undefined;
}
