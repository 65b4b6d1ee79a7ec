import { describe, expect, test } from 'vitest';
import { compilePackage, type PackageFile } from './compile-package.ts';
import { around, bpmn } from './testing/bpmn.ts';

const manifest = {
  key: 'lead',
  name: 'Leads',
  process: 'lead.bpmn',
  recordType: 'lead',
  recordTypes: [
    {
      id: 'lead',
      name: 'Lead',
      fields: [
        { key: 'need', label: 'Need', type: 'longText', max: 2000 },
        { key: 'source', label: 'Source', type: 'select', options: ['web', { value: 'fair', label: 'Trade fair' }] },
      ],
    },
  ],
  stages: [
    {
      id: 'presales',
      name: 'Pre-sales',
      color: 'teal',
      requiredFields: ['lead.need', { field: 'lead.source', when: '= lead.need != null' }],
    },
    { id: 'junk', name: 'Junk', color: 'slate', ends: 'junk', hidden: true },
  ],
  forms: ['call.form'],
  calendars: [
    {
      name: 'office',
      zone: 'Europe/Warsaw',
      week: {
        1: [
          ['09:00', '13:00'],
          ['14:00', '18:00'],
        ],
      },
      days: { '2027-01-06': [] },
    },
  ],
  texts: { pl: 'pl.json' },
};
const form = {
  id: 'call',
  type: 'default',
  components: [
    { type: 'text', text: 'Say hello' },
    { type: 'textarea', key: 'lead.need', label: 'Need', validate: { required: true, maxLength: 500 } },
    { type: 'group', components: [{ type: 'select', key: 'lead.source', label: 'Source' }] },
    { type: 'textfield', key: 'phone', label: 'Phone', properties: { type: 'phone', outcomes: 'reached, later' } },
    {
      type: 'datetime',
      key: 'callAt',
      subtype: 'datetime',
      dateLabel: 'Call at',
      properties: { type: 'callBack' },
      conditional: { hide: '=outcome != "later"' },
    },
    { type: 'datetime', key: 'birthday', subtype: 'date' },
    { type: 'checkbox', key: 'consent', label: 'Consent', defaultValue: false },
  ],
};
const task = `<bpmn:userTask id="call" perennial:stage="presales" perennial:form="call" perennial:due="PT4H" perennial:candidateGroups="pre-sales, sales">
  <bpmn:extensionElements><perennial:outcomes variable="result"><perennial:outcome value="reached" note="true"/>
  <perennial:outcome value="later" name="Call back" nextStep="true" requires="callAt"/></perennial:outcomes></bpmn:extensionElements></bpmn:userTask>`;

function files(changes: { manifest?: object; form?: object; xml?: string; extra?: PackageFile[] } = {}): PackageFile[] {
  return [
    { path: 'manifest.json', content: JSON.stringify({ ...manifest, ...changes.manifest }) },
    { path: 'lead.bpmn', content: changes.xml ?? bpmn(around(task, 'call')) },
    { path: 'call.form', content: JSON.stringify({ ...form, ...changes.form }) },
    { path: 'pl.json', content: '{"Need":"Potrzeba"}' },
    ...(changes.extra ?? []),
  ];
}

async function refusals(list: PackageFile[]): Promise<string[]> {
  const result = await compilePackage(list, { hash: 'h' });
  return result.ok ? [] : result.findings.filter((found) => found.severity === 'error').map((found) => found.rule);
}

describe('a package', () => {
  test('becomes one plain value', async () => {
    const result = await compilePackage(files(), { hash: 'h' });
    if (!result.ok) throw new Error(JSON.stringify(result.findings));
    const { package: pkg } = result;
    expect(pkg).toMatchObject({
      format: 1,
      key: 'lead',
      hash: 'h',
      mainProcess: 'process',
      recordType: 'lead',
      texts: { pl: { Need: 'Potrzeba' } },
    });
    expect(pkg.stages[0]?.requiredFields).toEqual([{ field: 'lead.need' }, { field: 'lead.source', when: ' lead.need != null' }]);
    expect(pkg.calendars[0]).toMatchObject({
      version: 1,
      week: {
        1: [
          ['09:00', '13:00'],
          ['14:00', '18:00'],
        ],
      },
      days: { '2027-01-06': [] },
    });
    expect(JSON.parse(JSON.stringify(pkg))).toEqual(JSON.parse(JSON.stringify(pkg)));
    expect(pkg.processes[0]?.elements[1]).toMatchObject({
      stage: 'presales',
      config: {
        form: 'call',
        candidateGroups: { names: ['pre-sales', 'sales'] },
        deadline: { due: 'PT4H', alerts: [] },
        outcomeVariable: 'result',
        outcomes: [
          { value: 'reached', name: 'reached', note: true, nextStep: false, requires: [] },
          { value: 'later', name: 'Call back', note: false, nextStep: true, requires: ['callAt'] },
        ],
      },
    });
  });

  test('forms are read from form-js components', async () => {
    const result = await compilePackage(files(), { hash: 'h' });
    expect(
      result.ok &&
        result.package.forms[0]?.fields.map(({ key, type, max, outcomes, options, visibleWhen, required }) => ({
          key,
          type,
          max,
          outcomes,
          options,
          visibleWhen,
          required,
        })),
    ).toEqual([
      { key: 'lead.need', type: 'longText', max: 500, required: true },
      {
        key: 'lead.source',
        type: 'select',
        options: [
          { value: 'web', label: 'web' },
          { value: 'fair', label: 'Trade fair' },
        ],
      },
      { key: 'phone', type: 'phone', outcomes: ['reached', 'later'] },
      { key: 'callAt', type: 'callBack', visibleWhen: 'not(outcome != "later")' },
      { key: 'birthday', type: 'date' },
      { key: 'consent', type: 'boolean' },
    ]);
  });

  test('a plain task of a record package without due date, or for nobody, is a warning', async () => {
    const result = await compilePackage(files({ xml: bpmn(around('<bpmn:userTask id="call"/>', 'call')) }), { hash: 'h' });
    expect(result.ok && result.warnings.map((found) => found.rule)).toEqual(['user-task/no-due', 'user-task/nobody']);
  });

  const waiting = (edge = '') => {
    const receive = `<bpmn:receiveTask id="r" messageRef="m"/>${edge}`;
    return bpmn(around(receive, 'r'), '<bpmn:message id="m" name="Answer"/>');
  };
  test('a wait without a deadline is an error there', async () => {
    expect(await refusals(files({ xml: waiting() }))).toEqual(['wait/no-deadline']);
    const deadline = `<bpmn:boundaryEvent id="late" attachedToRef="r"><bpmn:timerEventDefinition><bpmn:timeDuration>P7D</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:boundaryEvent>
      <bpmn:sequenceFlow id="lf" sourceRef="late" targetRef="end"/>`;
    expect(await refusals(files({ xml: waiting(deadline) }))).toEqual([]);
  });

  const component = (change: object) => ({ form: { components: [{ type: 'textfield', key: 'a', ...change }] } });
  test.each([
    ['package/file-missing', { manifest: { forms: ['gone.form'] } }],
    ['package/json', { manifest: { stages: 'none' } }],
    ['package/json', { manifest: { key: 'Lead!' } }],
    ['package/json', { manifest: { calendars: [{ name: 'x', zone: 'UTC', week: { 8: [] } }] } }],
    ['package/json', { manifest: { calendars: [{ name: 'x', zone: 'UTC', week: { 1: [['9', '17']] } }] } }],
    ['manifest/record-type', { manifest: { recordType: 'deal' } }],
    ['manifest/twice', { manifest: { stages: [manifest.stages[0], manifest.stages[0]] } }],
    [
      'manifest/name',
      { manifest: { recordTypes: [{ id: 'lead', name: 'Lead', fields: [{ key: '__proto__', label: 'x', type: 'text' }] }] } },
    ],
    ['manifest/field-unknown', { manifest: { stages: [{ id: 'presales', name: 'P', requiredFields: ['lead.budget'] }] } }],
    [
      'manifest/expression',
      { manifest: { stages: [{ id: 'presales', name: 'P', requiredFields: [{ field: 'lead.need', when: 'a ==' }] }] } },
    ],
    ['stage/unknown', { manifest: { stages: [manifest.stages[1]] } }],
    ['form/component-unknown', component({ type: 'hologram' })],
    [
      'form/field-twice',
      {
        form: {
          components: [
            { type: 'textfield', key: 'a' },
            { type: 'number', key: 'a' },
          ],
        },
      },
    ],
    ['form/no-options', component({ type: 'radio' })],
    ['form/expression', component({ conditional: { hide: '=a ==' } })],
    ['form/key', component({ key: 'constructor' })],
    ['form/key', component({ key: 'a.b.c' })],
    ['form/field-unknown', component({ key: 'lead.budget' })],
    ['form/outcome-unknown', component({ properties: { outcomes: 'sold' } })],
    ['package/json', component({ properties: { type: 'hologram' } })],
    [
      'package/process-twice',
      { manifest: { processes: ['again.bpmn'] }, extra: [{ path: 'again.bpmn', content: bpmn(around(task, 'call')) }] },
    ],
    ['user-task/field-unknown', { xml: bpmn(around(task.replace('requires="callAt"', 'requires="lead.budget"'), 'call')) }],
    ...['= "banana"', '= -3', '= "-PT4H"', '= true'].map((due): [string, Parameters<typeof files>[0]] => [
      'user-task/deadline-no-time',
      { xml: bpmn(around(task.replace('perennial:due="PT4H"', `perennial:due='${due}'`), 'call')) },
    ]),
    [
      'user-task/deadline-field',
      { xml: bpmn(around(task.replace('perennial:due="PT4H"', `perennial:due='= if lead.nosuch then "PT1H" else "lead.x"'`), 'call')) },
    ],
    ['form/too-large', { form: { components: Array.from({ length: 502 }, (_, at) => ({ type: 'number', key: `f${at}` })) } }],
    ['decision/problem', { manifest: { decisions: ['broken.dmn'] }, extra: [{ path: 'broken.dmn', content: '<x/>' }] }],
    ['package/too-many-files', { extra: Array.from({ length: 300 }, (_, at) => ({ path: `f${at}`, content: '' })) }],
    ['xml/doctype', { xml: '<!DOCTYPE x><a/>' }],
  ])('%s', async (rule, changes) => {
    expect(await refusals(files(changes))).toContain(rule);
  });

  test.each([
    '= "PT4H"',
    '= null',
    '= "2027-01-31T09:00:00Z"',
    '= duration("P1D")',
    '= if lead.need = "nosuch.field" then "PT1H" else soon',
  ])('a deadline that may be one is none of these: %s', async (due) => {
    const found = await refusals(files({ xml: bpmn(around(task.replace('perennial:due="PT4H"', `perennial:due='${due}'`), 'call')) }));
    expect(found.filter((rule) => rule.startsWith('user-task/deadline'))).toEqual([]);
  });

  test('a result that requires what its form does not ask is a warning', async () => {
    const result = await compilePackage(files({ xml: bpmn(around(task.replace('requires="callAt"', 'requires="reason"'), 'call')) }), {
      hash: 'h',
    });
    expect(result.ok && result.warnings.map((found) => found.rule)).toContain('user-task/required-not-asked');
  });

  test('broken JSON and a missing manifest are named', async () => {
    expect(await refusals([{ path: 'manifest.json', content: '{' }])).toContain('package/json-syntax');
    expect(await refusals([])).toEqual(['package/no-manifest']);
  });

  test('a call is refused unless its process is in the package (P17)', async () => {
    const call = bpmn(around('<bpmn:callActivity id="c" calledElement="verify"/>', 'c'));
    const verify = bpmn(around(task, 'call')).replaceAll('id="process"', 'id="verify"');
    expect(await refusals(files({ xml: call }))).toEqual(['call-activity/process-unknown']);
    expect(
      await refusals(files({ xml: call, manifest: { processes: ['verify.bpmn'] }, extra: [{ path: 'verify.bpmn', content: verify }] })),
    ).toEqual([]);
  });
});

describe('speed', () => {
  test('1,000 elements compile in linear time: five times the elements, less than fifteen times the time', async () => {
    const chain = (count: number) => {
      const steps = Array.from(
        { length: count },
        (_, position) =>
          `<bpmn:userTask id="t${position}"/><bpmn:sequenceFlow id="f${position}" sourceRef="t${position}" targetRef="${position + 1 < count ? `t${position + 1}` : 'end'}"/>`,
      );
      return bpmn(
        `<bpmn:startEvent id="start"/>${steps.join('')}<bpmn:endEvent id="end"/><bpmn:sequenceFlow id="first" sourceRef="start" targetRef="t0"/>`,
      );
    };
    const time = async (count: number) => {
      const list = files({ xml: chain(count) });
      await compilePackage(list, { hash: 'h' });
      const began = process.cpuUsage();
      expect((await compilePackage(list, { hash: 'h' })).ok).toBe(true);
      const { user, system } = process.cpuUsage(began);
      return (user + system) / 1000;
    };
    const [small, large] = [await time(1000), await time(5000)];
    process.stdout.write(`1,000 user tasks read, compiled and checked in ${small.toFixed(0)} ms of CPU, 5,000 in ${large.toFixed(0)} ms\n`);
    expect(large / small).toBeLessThan(15);
  });
});
