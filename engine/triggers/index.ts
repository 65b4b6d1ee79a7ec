import type { TriggerDefinition } from '../elements/element.ts';
import { definition as cancel } from './cancel/index.ts';
import { definition as compensation } from './compensation/index.ts';
import { definition as conditional } from './conditional/index.ts';
import { definition as error } from './error/index.ts';
import { definition as escalation } from './escalation/index.ts';
import { definition as link } from './link/index.ts';
import { definition as message } from './message/index.ts';
import { definition as multiple } from './multiple/index.ts';
import { definition as noTrigger } from './none/index.ts';
import { definition as signal } from './signal/index.ts';
import { definition as terminate } from './terminate/index.ts';
import { definition as timer } from './timer/index.ts';

/** Every event trigger that can run. A new one is a folder and a line here. */
export const triggers: TriggerDefinition[] = [
  noTrigger,
  timer,
  message,
  signal,
  error,
  escalation,
  conditional,
  link,
  compensation,
  cancel,
  terminate,
  multiple,
] as TriggerDefinition[];

const byKind = new Map(triggers.map((trigger) => [trigger.kind, trigger]));

/** Definition of a compiled trigger's kind; unknown kinds never leave the compiler. */
export function triggerDefinition(kind: string): TriggerDefinition {
  const found = byKind.get(kind);
  if (!found) throw new Error(`no trigger kind ${kind}`);
  return found;
}
