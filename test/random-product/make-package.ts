import type { CompiledElement, CompiledPackage, CompiledProcess, Trigger } from '../../engine/contract/index.ts';
import type { JobConfig } from '../../engine/elements/service-task/config.ts';
import { Random } from '../property/random.ts';
import { decision, RandomModel, sampleDecision } from '../property/random-model.ts';
import { withXmlIds, writeBpmn } from './write-bpmn.ts';

export interface RandomPackage {
  key: string;
  name: string;
  /** Type and alias of the record each instance owns. */
  recordType: string;
  files: { path: string; content: string }[];
}

export interface PackageOptions {
  seed: number;
  number: number;
  /** Where the jobs' web address is. */
  hook: string;
  /** Timers of a fixed date are due then. */
  date: string;
  /** False: messages are thrown instead of signals, since no effect of that kind can be stored. */
  signals: boolean;
}

const begin = 'begin';

/**
 * A random package as files. Unlike the model in the kernel's tests it begins with a step that sets its variables from its record (the API
 * starts a case by its record, without variables), and its jobs call a web address of the test.
 */
export async function makePackage(options: PackageOptions): Promise<RandomPackage> {
  const recordType = `thing${options.number}`;
  const model = new RandomModel(new Random(options.seed)).build(await sampleDecision());
  const pkg = renamed(model, recordType);
  const processes = withXmlIds(pkg.processes).map((process) => ({
    ...process,
    elements: process.elements.map((element) => adapted(element, options)),
  }));
  const key = `random-${options.number}`;
  const [main, ...called] = processes as [CompiledProcess, ...CompiledProcess[]];
  const type = pkg.recordTypes[0];
  const own = [
    { key: 'n', label: 'N', type: 'number' },
    { key: 'key', label: 'Key', type: 'text' },
    { key: 'known', label: 'Known', type: 'boolean' },
  ];
  const manifest = {
    key,
    name: key,
    process: `${key}.bpmn`,
    decisions: ['rate.dmn'],
    recordType,
    recordTypes: [{ id: recordType, name: recordType, fields: [...(type?.fields ?? []), ...own] }],
    stages: pkg.stages.map(({ id, name, color, requiredFields }) => ({ id, name, color, requiredFields })),
  };
  const files = [
    { path: 'manifest.json', content: JSON.stringify(manifest) },
    { path: `${key}.bpmn`, content: writeBpmn([withBegin(main, recordType), ...called]) },
    { path: 'rate.dmn', content: decision },
  ];
  return { key, name: key, recordType, files };
}

function renamed(pkg: CompiledPackage, type: string): CompiledPackage {
  const text = JSON.stringify(pkg).replaceAll('lead.', `${type}.`).replaceAll('"lead"', `"${type}"`);
  return { ...(JSON.parse(text) as CompiledPackage), recordType: type };
}

/** So many tell each other by signals: each is heard by every case of theirs, and among all it would be heard a thousand times. */
const packagesInCircle = 3;

function adapted(element: CompiledElement, options: PackageOptions): CompiledElement {
  const config = element.config as { job?: JobConfig | null };
  const circle = Math.ceil(options.number / packagesInCircle);
  const text = JSON.stringify(element)
    .replaceAll('2027-02-01T15:00:00Z', options.date)
    .replace(/"name":"(s[12])"/g, `"name":"$1-${circle}"`);
  const copy = JSON.parse(text) as CompiledElement<{ job?: JobConfig }>;
  if (config.job) copy.config.job = hooked(config.job, options);
  if (options.signals) return copy;
  if (copy.loop?.kind === 'multi-instance') copy.loop.events = [];
  if (copy.trigger && ['end-event', 'intermediate-throw-event'].includes(copy.kind)) copy.trigger = unsignalled(copy.trigger);
  return copy;
}

/** A message instead: it is thrown as often, and held or taken. */
function unsignalled(trigger: Trigger): Trigger {
  if (trigger.kind === 'signal') return { kind: 'message', config: { name: 'out', payload: [] } };
  if (trigger.kind !== 'multiple') return trigger;
  const config = trigger.config as { parallel: boolean; parts: Trigger[] };
  return { ...trigger, config: { ...config, parts: config.parts.map(unsignalled) } };
}

/** Three attempts a second apart, so that a scripted refusal or two are over soon. */
function hooked(job: JobConfig, { hook }: PackageOptions): JobConfig {
  return {
    ...job,
    jobType: 'call-webhook',
    input: [
      { source: `"${hook}"`, target: 'url' },
      { source: 'n', target: 'body' },
    ],
    output: job.output.length > 0 ? [{ source: 'body.n', target: 'n' }] : [],
    holdMs: 0,
    // The clock is moved while they run: their whole time must not be over by it.
    retry: { ...job.retry, totalTimeoutMs: 100 * 86_400_000 },
  };
}

function withBegin(main: CompiledProcess, record: string): CompiledProcess {
  const start = main.elements.find((each) => each.kind === 'start-event' && each.scope === main.id) as CompiledElement;
  const [out] = start.outgoing;
  const unknown = [1, 2, 3].map((number) => `unknown${number}: ${number}`).join(', ');
  const values = `n: ${record}.n, key: ${record}.key, round: 0`;
  const script = `if ${record}.known then { ${values}, ${unknown} } else { ${values} }`;
  const step: CompiledElement = {
    ...{
      id: begin,
      kind: 'script-task',
      scope: main.id,
      incoming: ['to-begin'],
      outgoing: [out ?? ''],
      boundary: [],
      inputs: [],
      outputs: [],
    },
    config: { script, resultVariable: undefined },
  };
  const flows = main.flows.map((flow) => (flow.id === out ? { ...flow, source: begin } : flow));
  return { ...main, elements: [...main.elements, step], flows: [...flows, { id: 'to-begin', source: start.id, target: begin }] };
}
