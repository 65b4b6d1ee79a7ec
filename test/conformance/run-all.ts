import type { Case, CaseFile, Verdict } from './cases.ts';
import { runCase } from './run-case.ts';

export interface GroupResult {
  group: string;
  passed: number;
  total: number;
  misses: { id: string; note: string; suspect?: string }[];
}

export interface RunResult {
  verdicts: Verdict[];
  groups: GroupResult[];
  passed: number;
  total: number;
}

/** Runs all cases of the groups, one after another. */
export async function runAll(file: CaseFile, groups: string[]): Promise<RunResult> {
  const chosen = file.cases.filter((each) => groups.includes(each.group));
  const verdicts: Verdict[] = [];
  for (const each of chosen) verdicts.push(await runCase(each, file));
  const results = groups.map((group) => groupResult(group, chosen, verdicts)).filter((each) => each.total > 0);
  return { verdicts, groups: results, passed: verdicts.filter((each) => each.verdict === 'pass').length, total: verdicts.length };
}

function groupResult(group: string, cases: Case[], verdicts: Verdict[]): GroupResult {
  const inside = cases.filter((each) => each.group === group);
  const misses = inside.flatMap((each) => {
    const verdict = verdicts.find((one) => one.id === each.id);
    return verdict?.verdict === 'fail' ? [{ id: each.id, note: verdict.note, suspect: each.suspect }] : [];
  });
  return { group, passed: inside.length - misses.length, total: inside.length, misses };
}

/** The table: a line a group, and under it each miss with its reason. */
export function printTable({ groups, passed, total }: RunResult): string {
  const lines = groups.flatMap((group) => [
    `${group.group.padEnd(20)} ${String(group.passed).padStart(3)} / ${group.total}`,
    ...group.misses.map((miss) => `    ${miss.id}${miss.suspect ? ' (suspect)' : ''}: ${miss.note}`),
  ]);
  return [...lines, `${'all'.padEnd(20)} ${String(passed).padStart(3)} / ${total}`].join('\n');
}
