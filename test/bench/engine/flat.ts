import { type Figure, figure, percentile } from '../load.ts';
import { LongCase, sizeOf } from './long-case.ts';

const marks = [10, 1_000, 10_000];

/** A case of 10, 1,000 and 10,000 past elements: bytes of its state, microseconds of a command. Each beside the case of 10. */
export async function benchFlat(decisions = 3_000): Promise<Figure[]> {
  const cases: LongCase[] = [];
  for (const mark of marks) {
    const grown = await LongCase.begin();
    grown.grow(mark);
    cases.push(grown);
  }
  for (const each of cases) time(each, decisions); // warm-up, not counted
  const rounds = Array.from({ length: 7 }, () => cases.map((each) => time(each, decisions)));
  const micros = cases.map((_, position) =>
    percentile(
      rounds.map((round) => round[position] ?? 0),
      50,
    ),
  );
  const bytes = cases.map((each) => JSON.stringify(each.state).length);
  const apart = cases.map((each) => sizeOf({ ...each.state, recentTasks: [], seenMessages: [] }));
  const lines = (name: string, unit: string, values: number[]) =>
    marks.map((mark, position) => figure(`${name}, ${mark} past steps (versus 10)`, values[position] ?? 0, unit, values[0] ?? 0));
  return [
    ...lines('state as JSON', 'bytes', bytes),
    ...lines('of that without the last 10 tasks and 50 messages, digits aside', 'bytes', apart),
    ...lines('kernel time of a command', 'µs', micros),
  ];
}

/** Mean microseconds of deciding the person's completion; nothing is kept. */
function time(long: LongCase, decisions: number): number {
  const command = long.completeTask();
  const began = performance.now();
  for (let count = 0; count < decisions; count += 1) long.decide(command);
  return ((performance.now() - began) * 1000) / decisions;
}
