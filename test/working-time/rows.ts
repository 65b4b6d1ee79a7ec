/** One question of the table; times are wall clock of its calendar with the offset shown. `how`: by the walker, or by hand with the reasoning. */
export interface Row {
  ask: 'add' | 'back' | 'days' | 'between' | 'works' | 'opening' | 'pauses';
  calendar: string;
  from: string;
  /** `between`: to; `works`, `opening`: none. */
  to?: string;
  /** Hours and minutes (`PT1H30M`), or days (`P3D`). */
  duration?: string;
  pauses?: [string, string][];
  /** An instant on the wall clock, minutes, or yes and no. */
  expected: string | number | boolean;
  how: string;
}

export const byWalker = 'walker';
