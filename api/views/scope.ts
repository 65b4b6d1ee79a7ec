import type { InstanceState, Json, Variables } from '../../engine/contract/index.ts';

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

/** What the element instance and the scopes around it know, up to the case as a whole: the nearest of each name. */
export function variablesAround(state: InstanceState, elementInstance: number): { ofCase: Variables; ofStep: Variables } {
  const ofStep: Variables = {};
  let at: number | null = elementInstance;
  for (let depth = 0; at !== null && depth < 10_000; depth += 1) {
    const element: InstanceState['elements'][string] | undefined = state.elements[String(at)];
    if (!element || element.parent === null) return { ofCase: element?.variables ?? {}, ofStep };
    for (const [name, value] of Object.entries(element.variables ?? {})) if (!Object.hasOwn(ofStep, name)) ofStep[name] = value;
    at = element.parent;
  }
  return { ofCase: {}, ofStep };
}
