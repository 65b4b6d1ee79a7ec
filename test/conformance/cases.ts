import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Json, Variables } from '../../engine/contract/index.ts';

/** One run of the step language (README of the cases): model files, what is done, what must be seen. */
export interface Case {
  id: string;
  source: string;
  group: string;
  /** Paths relative to the cases file. */
  files: string[];
  needs: string[];
  steps: Step[];
  /** Present when the expectation is itself in doubt. */
  suspect?: string;
}

export interface Step {
  op: string;
  process?: string;
  element?: string;
  elements?: string[];
  exactly?: string[];
  multiset?: string[];
  counts?: { [element: string]: number };
  name?: string;
  message?: string;
  count?: number;
  ms?: number;
  sinceStart?: string;
  inProcess?: string;
  user?: string;
  why?: string;
  variables?: Variables;
  /** Values of a completion, computed at each task from what it sees. */
  perInstanceExpression?: { [name: string]: string };
  [other: string]: Json | undefined;
}

export interface Verdict {
  id: string;
  verdict: 'pass' | 'fail';
  note: string;
}

export interface CaseFile {
  cases: Case[];
  read(path: string): Buffer;
}

export function readCases(path: string): CaseFile {
  const folder = dirname(resolve(path));
  return { cases: JSON.parse(readFileSync(path, 'utf8')) as Case[], read: (file) => readFileSync(resolve(folder, file)) };
}

/** Every group of the file, in its order. */
export function groupsOf({ cases }: CaseFile): string[] {
  return [...new Set(cases.map((each) => each.group))];
}
