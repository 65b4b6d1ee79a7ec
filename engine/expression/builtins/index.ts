import type { FeelFunction } from '../values/feel-function.ts';
import { contextFunctions } from './contexts.ts';
import { conversions } from './conversions.ts';
import { builtIn, type Overload, type Signature } from './define.ts';
import { intervalFunctions } from './intervals.ts';
import { listFunctions } from './lists.ts';
import { numberFunctions } from './numbers.ts';
import { statistics } from './statistics.ts';
import { temporalFunctions } from './temporal.ts';
import { textFunctions } from './texts.ts';

const forms = new Map<string, Overload[]>();
for (const form of [
  ...conversions,
  ...textFunctions,
  ...numberFunctions,
  ...listFunctions,
  ...statistics,
  ...temporalFunctions,
  ...intervalFunctions,
  ...contextFunctions,
]) {
  const { name } = form.signature;
  forms.set(name, [...(forms.get(name) ?? []), form]);
}

const functions = new Map([...forms].map(([name, overloads]) => [name, builtIn(overloads)]));

/** A function of FEEL by its name. */
export function builtInFunction(name: string): FeelFunction | undefined {
  return functions.get(name);
}

/** The forms in which a function of FEEL can be called. */
export function signaturesOf(name: string): Signature[] {
  return (forms.get(name) ?? []).map(({ signature }) => signature);
}

export const builtInNames: ReadonlySet<string> = new Set(functions.keys());
