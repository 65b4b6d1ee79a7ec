import { isPlainName, normalName } from '../values/context.ts';
import type { FeelType } from './feel-type.ts';

/** What is known beforehand of the names an expression will see. */
export interface TypedScope {
  names: [name: string, type: FeelType][];
  /** Types that expressions may name, beside those of FEEL. */
  types?: [name: string, type: FeelType][];
  /** Other names may be there too: an unknown one is no finding. */
  open?: boolean;
}

export type ExpressionRule =
  /** Not FEEL, or too long. */
  | 'expression/not-understood'
  /** A name that will not be there. */
  | 'expression/unknown-name'
  | 'expression/unknown-function'
  /** An entry that a context of this type does not have. */
  | 'expression/unknown-entry'
  | 'expression/unknown-type'
  /** Operands that give null whatever they hold. */
  | 'expression/operands'
  | 'expression/arguments'
  /** A condition that is never true. */
  | 'expression/condition'
  /** `@"..."` that is no point in time. */
  | 'expression/no-time';

/** What is wrong with an expression, found without running it. The rule has a text in each language (`engine/model/findings`). */
export interface ExpressionFinding {
  rule: ExpressionRule;
  /** Characters from the start of the text. */
  offset: number;
  /** For the rule's text, which wants the `element`'s label besides. */
  params: { [name: string]: string };
  /** What is wrong and how to mend it, in English. */
  message: string;
}

/** Names bound around a part of an expression, innermost first. */
export interface TypeEnv {
  names: Map<string, FeelType>;
  /** An element of a filter: names that nobody knows may be its entries. */
  soft: boolean;
  up: TypeEnv | null;
}

export function typeEnv(names: Iterable<[string, FeelType]>, up: TypeEnv | null, soft = false): TypeEnv {
  return { names: new Map([...names].map(([name, type]) => [canonical(name), type])), soft, up };
}

function canonical(name: string): string {
  return isPlainName(name) ? name : normalName(name);
}

export function lookUp(env: TypeEnv | null, name: string): FeelType | 'soft' | undefined {
  const wanted = canonical(name);
  let soft = false;
  for (let at = env; at; at = at.up) {
    const type = at.names.get(wanted);
    if (type) return type;
    soft ||= at.soft;
  }
  return soft ? 'soft' : undefined;
}

/** The known name most like a mistyped one; undefined when none is near. */
export function nearest(name: string, known: Iterable<string>): string | undefined {
  let best: string | undefined;
  let least = (name.length < 3 ? 0 : Math.ceil(name.length / 3)) + 1;
  for (const candidate of known) {
    const distance = candidate.toLowerCase() === name.toLowerCase() ? 0 : editDistance(name, candidate, least);
    if (distance < least) [best, least] = [candidate, distance];
  }
  return best;
}

function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) >= limit) return limit;
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (row[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] as number) + 1, (next[j - 1] as number) + 1));
    }
    row = next;
  }
  return row[b.length] as number;
}
