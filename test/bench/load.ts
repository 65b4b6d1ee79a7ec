export interface LoadResult {
  cases: number;
  seconds: number;
  /** Milliseconds from sending a completion to the next task being readable. */
  latencies: number[];
}

/** `callers` callers work through `cases` cases, each taking the next one when done. */
export async function runLoad(
  callers: number,
  cases: number,
  work: (index: number, latencies: number[]) => Promise<void>,
): Promise<LoadResult> {
  const latencies: number[] = [];
  let next = 0;
  const started = performance.now();
  await Promise.all(
    Array.from({ length: callers }, async () => {
      while (next < cases) {
        const index = next;
        next += 1;
        await work(index, latencies);
      }
    }),
  );
  return { cases, seconds: (performance.now() - started) / 1000, latencies };
}

/** Nearest-rank percentile; NaN of nothing. */
export function percentile(values: number[], p: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil((p / 100) * sorted.length) - 1))] ?? Number.NaN;
}

/** One line of the bench's answer. `ratio` = value / versus where a comparison exists. */
export interface Figure {
  name: string;
  value: number;
  unit: string;
  versus: number | null;
  ratio: number | null;
}

export function figure(name: string, value: number, unit: string, versus: number | null = null): Figure {
  const round = (number: number) => Number(number.toPrecision(4));
  return {
    name,
    value: round(value),
    unit,
    versus: versus === null ? null : round(versus),
    ratio: versus === null || versus === 0 ? null : round(value / versus),
  };
}
