import type { Findings } from './checks.ts';

/** Every promise with its breaches, the first five of each. @returns whether one is broken. */
export function printFindings(findings: Findings, say: (line: string) => void): boolean {
  for (const [what, breaches] of Object.entries(findings)) {
    say(`${breaches.length === 0 ? '✓' : '✗'} ${what}: ${breaches.length}`);
    for (const each of breaches.slice(0, 5)) say(`    ${each}`);
  }
  return Object.values(findings).some((breaches) => breaches.length > 0);
}
