import { type Figure, figure, percentile } from './load.ts';
import type { Party } from './party.ts';

/**
 * Completing a task in a case after `others` other cases were touched, beside one touched a second ago, in interleaved pairs:
 * a case of yesterday must answer like one of now.
 */
export async function warmAndCold(party: Party, pairs: number, others: number, callers = 8): Promise<Figure[]> {
  const payload = 'x'.repeat(1000);
  const open = async (count: number) => {
    const opened: { caseId: string; task: string }[] = [];
    let next = 0;
    await Promise.all(
      Array.from({ length: callers }, async () => {
        while (next < count) {
          next += 1;
          opened.push(await party.open(payload));
        }
      }),
    );
    return opened;
  };
  const cold = await open(pairs);
  await open(others);
  const coldTimes: number[] = [];
  const warmTimes: number[] = [];
  // A window of fresh cases keeps each warm one about a second old without waiting for it.
  const warm: { caseId: string; task: string; at: number }[] = [];
  const timed = async (entry: { caseId: string; task: string }, times: number[]) => {
    const sent = performance.now();
    await party.complete(entry.caseId, entry.task, payload);
    times.push(performance.now() - sent);
  };
  for (let pair = 0; pair < pairs; pair += 1) {
    while (warm.length < 20) warm.push({ ...(await party.open(payload)), at: performance.now() });
    const fresh = warm.shift();
    const old = cold[pair];
    if (!fresh || !old) throw new Error('no case left');
    const age = performance.now() - fresh.at;
    if (age < 1000) await new Promise((resolve) => setTimeout(resolve, 1000 - age));
    const order: [{ caseId: string; task: string }, number[]][] = [
      [old, coldTimes],
      [fresh, warmTimes],
    ];
    for (const [entry, times] of pair % 2 ? order : order.toReversed()) await timed(entry, times);
  }
  return [50, 95].map((p) =>
    figure(`complete after ${others} other cases beside a second ago, p${p}`, percentile(coldTimes, p), 'ms', percentile(warmTimes, p)),
  );
}
