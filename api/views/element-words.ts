import type { CompiledElement, CompiledPackage, SequenceFlow } from '../../engine/contract/index.ts';
import type { Locale } from '../contract/index.ts';
import { say } from '../texts/text.ts';
import { findElement } from './packages.ts';

/** What an element is called, in the package's own words: by its name, else by what it is and which named step comes before it. */
export interface ElementRef {
  name?: string;
  kind: 'gateway' | 'event' | 'step';
  after?: string;
}

const lookBack = 4;

export function elementRef(pkg: CompiledPackage | undefined, id: string | null | undefined): ElementRef | undefined {
  const element = id ? findElement(pkg, id) : undefined;
  if (!pkg || !element) return undefined;
  const kind = /-gateway$/.test(element.kind) ? 'gateway' : /-event$/.test(element.kind) ? 'event' : 'step';
  if (element.name) return { name: element.name, kind };
  const after = nameBefore(pkg, element);
  return after ? { kind, after } : { kind };
}

/** Where a flow leads, by its id or its name. */
export function flowTarget(pkg: CompiledPackage | undefined, flow: string): ElementRef | undefined {
  const flows = pkg?.processes.flatMap((process) => process.flows) ?? [];
  const named = flows.filter((each) => each.name === flow);
  const found = flows.find((each) => each.id === flow) ?? (named.length === 1 ? named[0] : undefined);
  return elementRef(pkg, found?.target);
}

/** `translate` looks a name up in the words of the package. */
export function elementLabel(locale: Locale, ref: ElementRef, translate: (text: string) => string): string {
  if (ref.name) return translate(ref.name);
  const what = say(locale, `element.${ref.kind}`);
  return ref.after ? say(locale, 'element.after', { what, name: translate(ref.after) }) : what;
}

/** The nearest named element before one, through others without a name. */
function nameBefore(pkg: CompiledPackage, element: CompiledElement): string | undefined {
  const flows = new Map<string, SequenceFlow>(pkg.processes.flatMap((process) => process.flows).map((flow) => [flow.id, flow]));
  let front = [element];
  for (let depth = 0; depth < lookBack && front.length > 0; depth += 1) {
    front = front.flatMap((each) => each.incoming.flatMap((id) => findElement(pkg, flows.get(id)?.source ?? '') ?? []));
    const named = front.find((each) => each.name);
    if (named) return named.name;
  }
  return undefined;
}
