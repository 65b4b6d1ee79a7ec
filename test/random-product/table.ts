import { addCounts } from '../property/table.ts';
import type { RunResult } from './run.ts';

export interface Verdict {
  lines: string[];
  /** Cases equal to the kernel's own run and without a broken promise. */
  passed: number;
  failed: number;
}

/** What a run came to, as lines to print. A promise broken for no case in particular counts as one failure. */
export function verdictOf({ replayed, findings, journal, kills, seconds }: RunResult): Verdict {
  const lines: string[] = [];
  const kinds = addCounts(replayed.map((each) => each.kinds));
  for (const [kind, count] of [...kinds].sort(([a], [b]) => (a < b ? -1 : 1)))
    lines.push(`  ${kind.padEnd(44)} ${String(count).padStart(6)}`);
  const sum = (of: 'commands' | 'facts' | 'effects') => replayed.reduce((total, each) => total + each[of], 0);
  const ended = (status: string) => replayed.filter((each) => each.status === status).length;
  lines.push(`commands ${sum('commands')}, facts ${sum('facts')}, effects ${sum('effects')}, deaths ${kills}, ${seconds.toFixed(0)} s`);
  lines.push(`cases open ${ended('open')}, completed ${ended('completed')}, cancelled ${ended('cancelled')}`);
  lines.push(
    `refused: ${[...journal.refused]
      .sort(([, a], [, b]) => b - a)
      .map(([code, count]) => `${code} ${count}`)
      .join(', ')}`,
  );
  let broken = 0;
  for (const [what, breaches] of Object.entries(findings)) {
    lines.push(`${breaches.length === 0 ? 'ok  ' : 'FAIL'} ${what}: ${breaches.length}`);
    for (const breach of breaches.slice(0, 10)) lines.push(`       ${breach}`);
    if (breaches.length > 0) broken += 1;
  }
  const different = replayed.filter((each) => each.differences.length > 0);
  lines.push(`${different.length === 0 ? 'ok  ' : 'FAIL'} unlike the kernel's own run: ${different.length}`);
  for (const { differences } of different.slice(0, 20)) lines.push(`       ${differences.slice(0, 3).join('\n       ')}`);
  return { lines, passed: replayed.length - different.length, failed: different.length + broken };
}
