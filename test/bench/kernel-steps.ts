import { pathToFileURL } from 'node:url';
import { type DecideContext, defaultLimits } from '../../engine/contract/index.ts';
import { decide } from '../../engine/kernel/decide.ts';
import { packageOf, process as processOf } from '../../engine/kernel/testing/process-builder.ts';

export interface KernelSteps {
  /** Element instances activated and completed per second, facts made and folded included. */
  stepsPerSecond: number;
  factsPerSecond: number;
  steps: number;
  seconds: number;
}

/** 100 steps in a row between a fork and a join of two branches of 50, run to the end by one command, again and again. */
export function benchKernelSteps(options: { seconds?: number; variables?: number } = {}): KernelSteps {
  const builder = processOf().startEvent('start').parallel('fork').parallel('join').endEvent('end').flow('start', 'fork');
  for (const branch of ['a', 'b']) {
    let before = 'fork';
    for (let step = 0; step < 50; step += 1) {
      const id = `${branch}${step}`;
      builder.task(id).flow(before, id);
      before = id;
    }
    builder.flow(before, 'join');
  }
  const pkg = packageOf(builder.flow('join', 'end'));
  const ctx: DecideContext = {
    now: 1_800_000_000_000,
    actor: { id: 'bench', roles: [], groups: [] },
    packages: { [pkg.hash]: pkg },
    records: [],
    calendars: {},
    limits: defaultLimits,
  };
  const variables = Object.fromEntries(Array.from({ length: options.variables ?? 10 }, (_, number) => [`v${number}`, 'x'.repeat(80)]));
  const run = () => {
    const decision = decide(null, { type: 'start', instanceId: 'bench', variables, records: [] }, ctx);
    if (!decision.ok || decision.state.status !== 'completed') throw new Error('the bench case did not end');
    return decision.facts;
  };
  const perRun = run().filter((fact) => fact.type === 'elementActivated').length;
  const factsPerRun = run().length;
  for (let warm = 0; warm < 200; warm += 1) run();
  const until = performance.now() + (options.seconds ?? 2) * 1000;
  const began = performance.now();
  let runs = 0;
  for (; performance.now() < until; runs += 1) run();
  const seconds = (performance.now() - began) / 1000;
  return { stepsPerSecond: (runs * perRun) / seconds, factsPerSecond: (runs * factsPerRun) / seconds, steps: runs * perRun, seconds };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) console.log(benchKernelSteps());
