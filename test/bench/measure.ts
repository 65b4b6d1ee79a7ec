import { backgroundPriority, setProcessPriority } from '../../cli/servers/priority.ts';
import { cpuSeconds } from './cpu.ts';
import { type Figure, figure, percentile, runLoad } from './load.ts';
import { leadPath, type Party } from './party.ts';

export interface Parts {
  [part: string]: number[];
}

export interface Measured {
  accepted: number;
  drained: number;
  latencies: number[];
  /** CPU seconds per 1,000 cases by part. */
  cpu: { [part: string]: number };
}

/** One round of one party: accepted and drained cases per second, latencies and CPU. */
export async function measure(party: Party, callers: number, cases: number, parts: Parts): Promise<Measured> {
  const payload = 'x'.repeat(1000);
  const before = Object.fromEntries(Object.entries(parts).map(([name, pids]) => [name, cpuSeconds(pids)]));
  const ids: string[] = [];
  const started = performance.now();
  const load = await runLoad(callers, cases, async (_index, latencies) => {
    ids.push(await leadPath(party, payload, latencies));
  });
  while ((await party.undrained(ids)) > 0) await new Promise((resolve) => setTimeout(resolve, 50));
  const drainedSeconds = (performance.now() - started) / 1000;
  const cpu = Object.fromEntries(
    Object.entries(parts).map(([name, pids]) => [name, ((cpuSeconds(pids) - (before[name] ?? 0)) * 1000) / cases]),
  );
  return { accepted: cases / load.seconds, drained: cases / drainedSeconds, latencies: load.latencies, cpu };
}

/** Both parties in turn, several rounds; medians over rounds, latencies pooled. */
export async function compare(
  ours: Party,
  theirs: Party,
  callers: number,
  rounds: number,
  cases: number,
  parts: { ours: Parts; theirs: Parts },
): Promise<Figure[]> {
  const a: Measured[] = [];
  const b: Measured[] = [];
  for (let round = 0; round < rounds; round += 1) {
    // The product runs Temporal behind its API (cli/servers/priority.ts); the hand-written workflow waits for it and gets it at full priority.
    for (const pid of parts.ours.Temporal ?? []) setProcessPriority(pid, backgroundPriority);
    a.push(await measure(ours, callers, cases, parts.ours));
    for (const pid of parts.theirs.Temporal ?? []) setProcessPriority(pid, 0);
    b.push(await measure(theirs, callers, cases, parts.theirs));
  }
  const median = (all: Measured[], pick: (one: Measured) => number) => percentile(all.map(pick), 50);
  const latency = (all: Measured[], p: number) =>
    percentile(
      all.flatMap((one) => one.latencies),
      p,
    );
  const at = `${callers} caller${callers === 1 ? '' : 's'}`;
  return [
    figure(
      `accepted cases/s, ${at}`,
      median(a, (one) => one.accepted),
      'cases/s',
      median(b, (one) => one.accepted),
    ),
    figure(
      `drained cases/s, ${at}`,
      median(a, (one) => one.drained),
      'cases/s',
      median(b, (one) => one.drained),
    ),
    ...[50, 95, 99].map((p) => figure(`complete to next readable p${p}, ${at}`, latency(a, p), 'ms', latency(b, p))),
    ...Object.keys(parts.ours).map((part) =>
      figure(
        `CPU per 1,000 cases, ${part}, ${at}`,
        median(a, (one) => one.cpu[part] ?? 0),
        's',
        median(b, (one) => one.cpu[part] ?? 0),
      ),
    ),
  ];
}
