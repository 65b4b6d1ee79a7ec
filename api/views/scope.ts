import type { InstanceState, Json } from '../../engine/contract/index.ts';

/** A variable as the element instance sees it: its own, else that of the nearest scope around it. */
export function variableAt(state: InstanceState, elementInstance: number, name: string): Json | undefined {
  let at: number | null = elementInstance;
  for (let depth = 0; at !== null && depth < 10_000; depth += 1) {
    const element: InstanceState['elements'][string] | undefined = state.elements[String(at)];
    if (!element) return undefined;
    if (element.variables && Object.hasOwn(element.variables, name)) return element.variables[name];
    at = element.parent;
  }
  return undefined;
}
