import { readProcesses } from '../../../engine/model/compile-bpmn.ts';
import { compilePackage, type PackageFile } from '../../../engine/model/compile-package.ts';
import { type Figure, figure, percentile } from '../load.ts';
import { largeModel } from './models.ts';

/** Milliseconds a model of 1,000 elements may take (BPMN text in, package out). */
const bound = 100;

/** A drawn model of 1,000 elements: XML to compiled processes, and to a package with every publish rule. First time in this process, and medians. */
export async function benchCompile(elements = 1_000, rounds = 30): Promise<Figure[]> {
  const { xml } = largeModel(elements);
  const manifest = JSON.stringify({ key: 'bench', name: 'Bench', process: 'bench.bpmn', stages: [] });
  const files: PackageFile[] = [
    { path: 'manifest.json', content: manifest },
    { path: 'bench.bpmn', content: xml },
  ];
  const compile = async () => {
    const read = await readProcesses(xml);
    if (read.processes[0]?.elements.length !== elements) throw new Error('not every element was compiled');
  };
  const publish = async () => {
    const compiled = await compilePackage(files, { hash: 'bench', jobTypes: ['verify'] });
    if (!compiled.ok) throw new Error(JSON.stringify(compiled.findings.slice(0, 3)));
  };
  const first = await time(compile);
  const times: { compile: number[]; publish: number[] } = { compile: [], publish: [] };
  let cpu = 0;
  for (let round = 0; round < rounds; round += 1) {
    const before = process.cpuUsage();
    times.compile.push(await time(compile));
    const { user, system } = process.cpuUsage(before);
    cpu += (user + system) / 1000 / rounds;
    times.publish.push(await time(publish));
  }
  const name = `a drawn model of ${elements.toLocaleString('en')} elements (${Math.round(xml.length / 1000)} kB)`;
  return [
    figure(`${name}: compiled (versus the bound)`, percentile(times.compile, 50), 'ms', bound),
    figure(`${name}: CPU of that, collecting garbage included`, cpu, 'ms', bound),
    figure(`${name}: compiled as a package with every publish rule`, percentile(times.publish, 50), 'ms', bound),
    figure(`${name}: compiled, the first time in a fresh process`, first, 'ms'),
  ];
}

async function time(work: () => Promise<void>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}
