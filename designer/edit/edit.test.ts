import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { outlineRows } from '../outline/outline-rows.ts';
import { readBpmn } from '../testing/headless.ts';
import type { PackageFile } from '../types.ts';
import { destinationOf } from './destination.ts';
import { createList, listOf, readExtension, text, writeExtension } from './extension.ts';
import { FilesHistory } from './files-history.ts';
import { formNameFor, newForm, readForms, writeComponents } from './forms.ts';

const foreign = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:perennial="http://perennial.dev/schema/bpmn/1.0" xmlns:acme="http://acme.example/bpmn" id="d" targetNamespace="http://acme.example">
  <bpmn:process id="p" isExecutable="true">
    <bpmn:userTask id="call" name="Call" acme:riskCode="R7">
      <bpmn:extensionElements>
        <acme:param name="a" />
        <perennial:outcomes variable="result"><perennial:outcome value="yes" name="Yes" /></perennial:outcomes>
        <acme:param name="b" />
      </bpmn:extensionElements>
    </bpmn:userTask>
  </bpmn:process>
</bpmn:definitions>`;

describe('extension elements', () => {
  test('those of other vendors keep their place, attributes too, when ours are replaced (P06)', async () => {
    const diagram = await readBpmn(foreign);
    const call = diagram.element('call');
    const rows = [{ value: 'yes' }, { value: 'no', name: 'No', note: true }];
    writeExtension(
      diagram.ctx,
      call,
      'perennial:Outcomes',
      createList(diagram.ctx, 'perennial:Outcomes', 'outcomes', 'perennial:Outcome', rows, { variable: 'result' }),
    );
    const xml = await diagram.write();
    expect(xml).toContain('acme:riskCode="R7"');
    expect(xml).toContain('xmlns:acme="http://acme.example/bpmn"');
    expect([...xml.matchAll(/acme:param name="(\w)"|<perennial:outcome value="(\w+)"/g)].map((match) => match[1] ?? match[2])).toEqual([
      'a',
      'yes',
      'no',
      'b',
    ]);
  });

  test('ours removed leaves theirs; the last one removed leaves no empty container', async () => {
    const diagram = await readBpmn(foreign);
    writeExtension(diagram.ctx, diagram.element('call'), 'perennial:Outcomes', null);
    expect((await diagram.write()).match(/acme:param/g)).toHaveLength(2);
    const bare = await readBpmn(foreign.replaceAll(/<acme:param name="\w" \/>/g, ''));
    writeExtension(bare.ctx, bare.element('call'), 'perennial:Outcomes', null);
    expect(await bare.write()).not.toContain('extensionElements');
  });

  test('what is empty or false is not written', async () => {
    const { ctx } = await readBpmn(foreign);
    const list = createList(ctx, 'perennial:Outcomes', 'outcomes', 'perennial:Outcome', [{ value: 'x', name: '', note: false }]);
    expect(listOf(list, 'outcomes').map((outcome) => text(outcome, 'value'))).toEqual(['x']);
    expect(Object.keys(listOf(list, 'outcomes')[0] ?? {})).not.toContain('note');
  });
});

describe('the shipped lead process', () => {
  const lead = () => readBpmn(readFileSync(new URL('../../crm/processes/lead/lead.bpmn', import.meta.url), 'utf8'));

  test.each([
    ['interested', 'Qualify'],
    ['noAnswer', 'When to call again'],
    ['callBack', 'Pre-sales call'],
    ['wrongNumber', 'Correct the data'],
    ['later', 'Send a personal letter'],
    ['notOurs', 'Junk'],
  ])('the result %s leads to %s', async (value, name) => {
    const call = (await lead()).element('PreSalesCall');
    const variable = text(readExtension(call.businessObject, 'perennial:Outcomes'), 'variable');
    expect(destinationOf(call, variable, value)).toBe(name);
  });

  test('without a way for it and without a default a result leads nowhere', async () => {
    const diagram = await lead();
    diagram.element('CallResult').businessObject.set('default', undefined);
    expect(destinationOf(diagram.element('PreSalesCall'), 'callResult', 'never drawn')).toBeUndefined();
  });

  test('the outline begins at the start, follows the flow and holds every node once', async () => {
    const diagram = await lead();
    const ids = outlineRows(diagram.all()).map(({ element }) => element.id);
    expect(ids.slice(0, 3)).toEqual(['LeadArrives', 'CheckData', 'DataGood']);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.toSorted()).toEqual(
      diagram
        .all()
        .filter((element) => !element.waypoints)
        .map((element) => element.id)
        .toSorted(),
    );
  });
});

describe('forms and manifest on the undo stack', () => {
  /** A command stack of the two methods the history uses. */
  function stack() {
    type Handler = { execute(step: object): void; revert(step: object): void };
    let handler: Handler | undefined;
    const done: object[] = [];
    return {
      register: (_name: string, given: Handler) => {
        handler = given;
      },
      execute: (_name: string, step: object) => {
        handler?.execute(step);
        done.push(step);
      },
      undo: () => handler?.revert(done.at(-1) ?? {}),
      redo: () => handler?.execute(done.at(-1) ?? {}),
    };
  }

  test('one undo takes back the last edit only; what was changed elsewhere meanwhile stays (P02)', () => {
    let files: PackageFile[] = [
      { path: 'manifest.json', content: JSON.stringify({ key: 'k', name: 'K', process: 'k.bpmn' }) },
      { path: 'k.bpmn', content: '<one/>' },
    ];
    const commands = stack();
    const history = new FilesHistory(commands as never);
    history.connect(files, (change) => {
      files = change(files);
    });
    history.execute((before) => newForm(before, 'call'));
    history.connect(files, (change) => {
      files = change(files);
    });
    history.execute((before) => writeComponents(before, 'forms/call.form', [{ type: 'textfield', key: 'need' }]));
    files = files.map((file) => (file.path === 'k.bpmn' ? { ...file, content: '<two/>' } : file));
    const keys = () => readForms(files).map((form) => [form.id, form.components.map((component) => component.key)]);
    expect(keys()).toEqual([['call', ['need']]]);
    commands.undo();
    expect(keys()).toEqual([['call', []]]);
    expect(files.find((file) => file.path === 'k.bpmn')?.content).toBe('<two/>');
    commands.redo();
    expect(keys()).toEqual([['call', ['need']]]);
  });
});

describe('a new form', () => {
  test.each([
    [{ id: 'Activity_07x', name: 'Check  the bill' }, 'Check the bill', 'forms/check-the-bill.form'],
    [{ id: 'Step', name: 'Проверить счёт' }, 'Проверить счёт', 'forms/проверить-счёт.form'],
    [{ id: 'Step', name: '' }, 'Step', 'forms/step.form'],
    [{ id: 'Step', name: 'Call / write' }, 'Call / write', 'forms/call-write.form'],
  ])('of %j is called %s', (step, name, path) => {
    const manifest = { path: 'manifest.json', content: JSON.stringify({ key: 'p', name: 'P', process: 'p.bpmn' }) };
    expect(formNameFor([manifest], step)).toBe(name);
    const files = newForm([manifest], name);
    expect(files.find((file) => file.path.endsWith('.form'))?.path).toBe(path);
    expect(readForms(files)[0]?.id).toBe(name);
    expect(formNameFor(files, step)).toBe(`${name} 2`);
  });
});
