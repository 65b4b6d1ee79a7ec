import i18next from 'i18next';
import type { FieldProblem, Problem } from '../../api/contract/problem.ts';
import type { Say, TextKey } from '../lib/text/text.ts';

/** A refusal in the reader's language, by its code; a code without a text shows the server's own sentence. */
export function problemText(problem: Problem, t: Say): string {
  const key = `problem.${problem.code}`;
  return i18next.exists(key) ? t(key as TextKey, scalars(problem.params)) : problem.message;
}

export function fieldProblemText(problem: Pick<FieldProblem, 'code' | 'message' | 'askedBy'>, t: Say): string {
  const key = `field.${problem.code}`;
  const text = i18next.exists(key) ? t(key as TextKey) : problem.message;
  return problem.askedBy ? t('field.askedBy', { text, stage: problem.askedBy }) : text;
}

function scalars(params: Record<string, unknown> | undefined): Record<string, string | number> {
  const plain: Record<string, string | number> = { by: '', at: '' };
  for (const [name, value] of Object.entries(params ?? {})) {
    if (typeof value === 'string' || typeof value === 'number') plain[name] = value;
  }
  return plain;
}
