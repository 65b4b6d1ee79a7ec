import { type Figure, figure, percentile } from '../load.ts';
import { bpmnEngineRun } from './bpmn-engine-run.ts';
import { kernelRun } from './kernel-steps.ts';
import { stepsModel } from './models.ts';

/** Steps/s of the fastest Java engine known, in memory: a reference, not measured here. */
const fastestJava = 211_000;

/**
 * Kernel and bpmn-engine on the same file in one run, in turns. A step is one element entered and left; both must have passed each
 * element of the file exactly once. `rounds` of `seconds` each and party, medians.
 */
export async function benchSteps({ rounds = 5, seconds = 2 } = {}): Promise<Figure[]> {
  const { elements } = stepsModel();
  const ours = await kernelRun();
  const theirs = await bpmnEngineRun();
  const facts = ours();
  const passed: string[] = [];
  await theirs(passed);
  const activated = facts.filter((fact) => fact.type === 'elementActivated').length;
  if (activated !== elements || passed.length !== elements || new Set(passed).size !== elements)
    throw new Error(`of ${elements} elements the kernel passed ${activated}, bpmn-engine ${passed.length}`);
  for (let warm = 0; warm < 300; warm += 1) ours();
  for (let warm = 0; warm < 20; warm += 1) await theirs();
  const found: { ours: number[]; theirs: number[] } = { ours: [], theirs: [] };
  for (let round = 0; round < rounds; round += 1) {
    found.ours.push((await rate(async () => void ours(), seconds, 50)) * elements);
    found.theirs.push((await rate(() => theirs(), seconds, 1)) * elements);
  }
  const kernel = percentile(found.ours, 50);
  return [
    figure(
      'kernel steps/s, 100 steps + fork/join, with facts (versus bpmn-engine, same file)',
      kernel,
      'steps/s',
      percentile(found.theirs, 50),
    ),
    figure('the same versus the fastest Java engine (reference, not measured here)', kernel, 'steps/s', fastestJava),
    figure('facts/s of that', (kernel / elements) * facts.length, 'facts/s'),
  ];
}

/** Runs per second over about `seconds`, `batch` runs between two looks at the clock. */
async function rate(run: () => Promise<void>, seconds: number, batch: number): Promise<number> {
  const began = performance.now();
  let runs = 0;
  for (; performance.now() - began < seconds * 1000; runs += batch) for (let count = 0; count < batch; count += 1) await run();
  return (runs * 1000) / (performance.now() - began);
}
