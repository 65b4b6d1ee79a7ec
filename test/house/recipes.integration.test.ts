import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openApiWithLead } from '../pains/api-with-lead.ts';

const root = resolve(import.meta.dirname, '../..');
const run = promisify(execFile);
const rooms = ['engine', 'db', 'runtime', 'crm', 'activities', 'api'];
const list = 'activities/jobs/definitions.ts';

const definition = `import { z } from 'zod';
import type { JobDefinition } from '../job-definition.ts';

export const input = z.object({ text: z.string().max(1000) });
export const output = z.object({ logged: z.string() });

export const definition: JobDefinition<typeof input, typeof output> = {
  type: 'log-line',
  title: 'Write a line',
  description: 'Into the log of the worker.',
  icon: 'IconNote',
  input,
  output,
  outputs: ['logged'],
  fields: [{ name: 'text', label: 'Line', kind: 'text', required: true }],
  irrevocable: false,
  holdMs: 0,
  delivery: 'atLeastOnce',
  errors: [],
};
`;
const runFile = `import type { JobType } from '../../job-type.ts';
import { definition } from './definition.ts';

export const job: JobType<typeof definition.input, typeof definition.output> = {
  definition,
  async run(ctx, input) {
    ctx.log.info({ job: ctx.jobKey }, input.text);
    return { output: { logged: input.text } };
  },
};
`;

/** What the check before publishing says of a model that uses the job, and what the worker's list does with it. */
const probe = `import { jobTypes as known } from './api/views/job-types.ts';
import { jobTypes } from './activities/jobs/index.ts';
import { compilePackage } from './engine/model/index.ts';
const bpmn = \`<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:perennial="http://perennial.dev/schema/bpmn/1.0" id="d" targetNamespace="urn:t"><bpmn:process id="p" isExecutable="true"><bpmn:startEvent id="s" /><bpmn:serviceTask id="log" name="Log"><bpmn:extensionElements><perennial:job type="log-line"><perennial:input source='= "hello"' target="text" /></perennial:job></bpmn:extensionElements></bpmn:serviceTask><bpmn:endEvent id="e" /><bpmn:sequenceFlow id="f" sourceRef="s" targetRef="log" /><bpmn:sequenceFlow id="g" sourceRef="log" targetRef="e" /></bpmn:process></bpmn:definitions>\`;
const manifest = JSON.stringify({ key: 'p', name: 'p', process: 'p.bpmn', stages: [] });
const compiled = await compilePackage([{ path: 'manifest.json', content: manifest }, { path: 'p.bpmn', content: bpmn }], { hash: 'h', jobTypes: known });
const lines: string[] = [];
const log = { info: (_: object, line: string) => lines.push(line), warn: () => undefined };
const result = await jobTypes.get('log-line')?.run({ jobKey: 'k', log } as never, { text: 'hello' });
process.stdout.write(JSON.stringify({ findings: compiled.ok ? [] : compiled.findings.map((each) => each.rule), result, lines }));
`;

describe('recipe "add a job type"', () => {
  let copy: string;
  beforeAll(() => {
    copy = mkdtempSync(join(tmpdir(), 'perennial-recipe-'));
    const wanted = (path: string) => !/\.test\.tsx?$|[/\\]node_modules/.test(path);
    for (const room of rooms) cpSync(join(root, room), join(copy, room), { recursive: true, filter: wanted });
    for (const file of ['package.json', 'tsconfig.base.json']) cpSync(join(root, file), join(copy, file));
    symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'), 'dir');
    writeFileSync(join(copy, 'probe.ts'), probe);
  });
  afterAll(() => rmSync(copy, { recursive: true, force: true }));

  const ask = async () =>
    JSON.parse((await run(process.execPath, ['--import', 'tsx', 'probe.ts'], { cwd: copy })).stdout) as {
      findings: string[];
      result?: unknown;
      lines: string[];
    };

  test('one folder and one line in one file: the check knows it, the worker runs it, it compiles', async () => {
    expect(await ask()).toEqual({ findings: ['job/type-unknown'], lines: [] });
    const before = filesOf(copy);
    mkdirSync(join(copy, 'activities/jobs/log-line'));
    writeFileSync(join(copy, 'activities/jobs/log-line/definition.ts'), definition);
    writeFileSync(join(copy, 'activities/jobs/log-line/run.ts'), runFile);
    writeFileSync(join(copy, list), withLine(readFileSync(join(copy, list), 'utf8')));
    expect(await ask()).toEqual({ findings: [], result: { output: { logged: 'hello' } }, lines: ['hello'] });

    const after = filesOf(copy);
    const touched = [...after].filter(([path, content]) => before.get(path) !== content).map(([path]) => path);
    expect(touched.filter((path) => !path.startsWith('activities/jobs/log-line/'))).toEqual([list]);
    expect(linesAdded(before.get(list) ?? '', after.get(list) ?? '')).toHaveLength(1);
    await run(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-b', 'activities', 'api'], { cwd: copy });
  });
});

describe('recipe "add a field to a lead"', () => {
  let company: Awaited<ReturnType<typeof openApiWithLead>>;
  beforeAll(async () => {
    company = await openApiWithLead();
  });
  afterAll(() => company?.close());

  test.each([
    ['shelves', 'number', 12],
    ['nip', 'text', '007-12'],
    ['founded', 'date', '1999-12-31'],
  ] as const)('no file at all: %s (%s) is drafted, published, asked for by the form, written and read', async (key, type, value) => {
    const { api } = company;
    const before = filesOf(join(root, 'crm'));
    const field = `lead.${key}`;
    const create = (fields: object) => api.call('ada', 'POST', '/api/records', { type: 'lead', title: `With ${key}`, fields });
    const early = await create({ phone: '+48601123456', [key]: value });
    expect([early.status, early.body.fields?.[0]?.path]).toEqual([422, field]);

    await company.addFields([{ key, label: `Own ${key}`, type }]);
    const lead = (await create({ phone: '+48601123456', name: 'Jan Nowak', [key]: value })).body;
    expect((await company.read(lead.id)).values[key]).toBe(value);
    await company.carryJobs(lead.instanceId);
    const [task] = (await api.tasks(lead.instanceId)).filter((each) => each.status === 'open');
    const detail = await api.call('ada', 'GET', `/api/tasks/${encodeURIComponent(`${lead.instanceId}:${task?.element_instance}`)}`);
    expect(detail.body.form.find((each: { key: string }) => each.key === field)).toMatchObject({ label: `Own ${key}` });
    expect(detail.body.values[field]).toBe(value);
    expect(filesOf(join(root, 'crm'))).toEqual(before);
  });
});

/** The line of the recipe. */
function withLine(source: string): string {
  return source.replace(
    /^export \{ definition as callWebhook \}/m,
    "export { definition as logLine } from './log-line/definition.ts';\n$&",
  );
}

function linesAdded(before: string, after: string): string[] {
  const old = before.split('\n');
  return after.split('\n').filter((line) => !old.includes(line));
}

function filesOf(folder: string, below = ''): Map<string, string> {
  const found = new Map<string, string>();
  for (const entry of readdirSync(join(folder, below), { withFileTypes: true })) {
    const path = below ? `${below}/${entry.name}` : entry.name;
    if (entry.isDirectory() && entry.name !== 'dist') for (const [name, content] of filesOf(folder, path)) found.set(name, content);
    else if (entry.isFile()) found.set(path, readFileSync(join(folder, path), 'utf8'));
  }
  return found;
}
