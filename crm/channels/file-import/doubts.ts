import type { ContactProblem } from '../../verification/index.ts';

/** Something doubtful in a row that is taken all the same: a process that checks data asks a person to mend it. */
export interface RowDoubt {
  code: ContactProblem['code'] | 'countryUnknown';
  /** As it stands in the file. */
  value: string;
}

/** How often a doubt came up in a file, and the first row that has it. */
export interface ImportWarning {
  code: RowDoubt['code'];
  count: number;
  row: number;
  value: string;
}

export class WarningCounter {
  private readonly byCode = new Map<string, ImportWarning>();

  add(row: number, doubts: readonly RowDoubt[]): void {
    for (const { code, value } of doubts) {
      const known = this.byCode.get(code);
      if (known) known.count += 1;
      else this.byCode.set(code, { code, count: 1, row, value });
    }
  }

  /** Most frequent first. */
  all(): ImportWarning[] {
    return [...this.byCode.values()].sort((a, b) => b.count - a.count);
  }
}
