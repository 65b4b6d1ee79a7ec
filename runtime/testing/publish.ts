import { compilerVersion } from '../../engine/model/index.ts';
import { inProcessCompiler } from '../in-process.ts';
import { createPackageStore } from '../packages.ts';
import type { Fixture } from './door-fixture.ts';

export interface TestModel {
  key: string;
  /** Content of the one process, which is called like the package; or whole root elements, when it begins with `<bpmn:process`. */
  body: string;
  /** Messages, signals and whatever stands beside the process. */
  roots?: string;
  manifest?: object;
  /** Beside manifest and process: forms, decisions. */
  files?: { path: string; content: string }[];
}

/** Publishes a package of one BPMN file; returns its version. */
export async function publish(
  fixture: Pick<Fixture, 'database' | 'clock'>,
  { key, body, roots = '', manifest, files: more = [] }: TestModel,
): Promise<number> {
  const processes = body.startsWith('<bpmn:process') ? body : `<bpmn:process id="${key}" isExecutable="true">${body}</bpmn:process>`;
  const bpmn = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
  xmlns:perennial="http://perennial.dev/schema/bpmn/1.0" id="definitions" targetNamespace="http://perennial.dev/test">
${roots}${processes}
</bpmn:definitions>`;
  const store = createPackageStore({ db: fixture.database.db, compile: inProcessCompiler(), compilerVersion });
  const files = [
    { path: 'manifest.json', content: JSON.stringify({ key, name: key, process: `${key}.bpmn`, ...manifest }) },
    { path: `${key}.bpmn`, content: bpmn },
    ...more,
  ];
  const published = await store.publish({ key, files, actor: null, now: fixture.clock.at });
  if (!published.ok) throw new Error(`${key}: ${JSON.stringify(published.findings)}`);
  return published.version;
}

/** Elements one after another, each given as XML with its id in it. */
export function line(...steps: string[]): string {
  const ids = steps.map((step) => /\bid="([^"]+)"/.exec(step)?.[1] ?? '');
  const flows = ids
    .slice(1)
    .map((id, index) => `<bpmn:sequenceFlow id="${ids[index]}_${id}" sourceRef="${ids[index]}" targetRef="${id}" />`);
  return [...steps, ...flows].join('\n');
}

export const begin = '<bpmn:startEvent id="start" />';
export const end = '<bpmn:endEvent id="end" />';
export const userTask = (id: string) => `<bpmn:userTask id="${id}" name="${id}" perennial:candidateGroups="sales" />`;
export const catching = (id: string, definition: string) =>
  `<bpmn:intermediateCatchEvent id="${id}">${definition}</bpmn:intermediateCatchEvent>`;
export const throwing = (id: string, definition: string) =>
  `<bpmn:intermediateThrowEvent id="${id}">${definition}</bpmn:intermediateThrowEvent>`;
export const signalOf = (signal: string) => `<bpmn:signalEventDefinition signalRef="${signal}" />`;
export const messageOf = (message: string) => `<bpmn:messageEventDefinition messageRef="${message}" />`;
