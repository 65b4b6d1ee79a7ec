import type { Run } from '../run/run.ts';
import type { AllowedCheck } from '../types/conforms.ts';
import type { FeelType } from '../types/feel-type.ts';
import type { NamesRecord } from './scope.ts';

/** Values bound around an expression, innermost first. The outermost holds the record of the scope's names. */
export interface Env {
  v: unknown;
  up: Env | null;
}

/** A compiled expression. */
export type Code = (run: Run, env: Env) => unknown;

/** What a compilation knows beside the text. */
export interface CompileOptions {
  /** A type by its name, beside those of FEEL. */
  typeNamed?(name: string): FeelType | undefined;
  allowed?: AllowedCheck;
}

export function rootEnv(names: NamesRecord): Env {
  return { v: names, up: null };
}
