import type { TriggerDefinition } from '../elements/element.ts';
import { definition as error } from './error/index.ts';
import { definition as message } from './message/index.ts';
import { definition as none } from './none/index.ts';
import { definition as terminate } from './terminate/index.ts';
import { definition as timer } from './timer/index.ts';

/** Every event trigger that can run. A new one is a folder and a line here. */
export const triggers: TriggerDefinition[] = [none, timer, message, error, terminate] as TriggerDefinition[];

/** Definition of a compiled trigger's kind; unknown kinds never leave the compiler. */
export function triggerDefinition(kind: string): TriggerDefinition {
  const found = triggers.find((trigger) => trigger.kind === kind);
  if (!found) throw new Error(`no trigger kind ${kind}`);
  return found;
}
