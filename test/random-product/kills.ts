import { setTimeout as pause } from 'node:timers/promises';
import type { Parts } from '../chaos/parts.ts';
import { failpoints } from '../chaos/run-chaos.ts';
import type { Random } from '../property/random.ts';

const longestWait = 60_000;

export interface KillOptions {
  kills: number;
  /** Milliseconds between two, at least and at most. */
  between: [number, number];
  say: (line: string) => void;
}

/** Kills API and worker at random moments, every second time where a failpoint stands. @returns kills made, and failpoints not passed. */
export async function killAtRandom(parts: Parts, random: Random, options: KillOptions): Promise<{ made: number; unpassed: string[] }> {
  const unpassed: string[] = [];
  let made = 0;
  for (let number = 0; number < options.kills; number += 1) {
    await pause(random.int(...options.between));
    const [ofFailpoint, name] = random.pick(failpoints);
    const part = number % 2 === 0 ? ofFailpoint : random.pick(['api', 'worker'] as const);
    const before = parts.deaths(part);
    if (number % 2 === 0) {
      // Dies once to take the failpoint up, and again where it stands.
      parts.arm(part, `${name}:${random.int(1, 5)}`);
      await parts.kill(part);
      for (let waited = 0; waited < longestWait && parts.deaths(part) < before + 2; waited += 250) await pause(250);
      if (parts.deaths(part) < before + 2) unpassed.push(`${part} at ${name}`);
      parts.arm(part, undefined);
    } else {
      await parts.kill(part);
    }
    // Both deaths count: each cut off whatever the process was at.
    made += Math.max(1, parts.deaths(part) - before);
    options.say(`kill ${number + 1}: ${part}${number % 2 === 0 ? ` at ${name}` : ''}`);
  }
  return { made, unpassed };
}
