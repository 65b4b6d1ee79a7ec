import { describe, expect, test } from 'vitest';
import { compileBpmn } from './compile-bpmn.ts';
import type { ModdleNode } from './moddle.ts';
import { readBpmn, writeBpmn } from './read-bpmn.ts';
import { around, bpmn, flow } from './testing/bpmn.ts';

async function refusal(xml: string): Promise<string[]> {
  const result = await compileBpmn(xml);
  return result.ok ? [] : result.findings.map((found) => found.rule);
}

describe('hostile and broken files are refused before they are read', () => {
  const nested = (depth: number) => {
    const open = Array.from({ length: depth }, (_, level) => `<bpmn:subProcess id="s${level}">`).join('');
    return bpmn(`${open}${'</bpmn:subProcess>'.repeat(depth)}`);
  };
  test.each([
    ['a document type', `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]>${bpmn('').slice(38)}`, 'xml/doctype'],
    ['a lower-case document type', `<!doctype html>${bpmn('').slice(38)}`, 'xml/doctype'],
    ['more than 5 MB', `${bpmn('')}<!--${'x'.repeat(5_000_000)}-->`, 'xml/too-large'],
    ['20,000 nested subprocesses', nested(20_000), 'xml/too-deep'],
    ['101 nested subprocesses', nested(101), 'xml/too-deep'],
    ['100,001 elements', bpmn('<bpmn:documentation/>'.repeat(100_001)), 'xml/too-many-elements'],
    ['501 attributes', bpmn(`<bpmn:task ${Array.from({ length: 501 }, (_, at) => `a${at}=""`).join(' ')}/>`), 'xml/too-many-attributes'],
    ['a million quotes in a tag', bpmn(`<bpmn:task id="a" ${'"'.repeat(1_000_001)}/>`), 'xml/tag-too-long'],
    ['quotes left open', bpmn('<bpmn:task id="a" name="b/>'), 'xml/malformed'],
    [
      'a tag left open',
      '<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"><a></bpmn:definitions>',
      'xml/malformed',
    ],
    ['text that is not XML', 'hello', 'xml/malformed'],
    ['nothing', '', 'xml/empty'],
    ['other XML', '<html xmlns="http://www.w3.org/1999/xhtml"/>', 'xml/not-bpmn'],
    ['a reference to NUL', bpmn('<bpmn:task id="a" name="a&#0;b"/>'), 'xml/malformed'],
    ['a reference to half a character', bpmn('<bpmn:task id="a" name="a&#xD83D;b"/>'), 'xml/malformed'],
    ['a reference beyond Unicode', bpmn('<bpmn:task id="a" name="a&#1114112;b"/>'), 'xml/malformed'],
    ['an id used twice', bpmn('<bpmn:task id="a"/><bpmn:task id="a"/>'), 'xml/duplicate-id'],
  ])('%s', async (_what, xml, rule) => {
    expect(await refusal(xml)).toContain(rule);
  });

  test('the place of a duplicate id is named', async () => {
    const result = await readBpmn(bpmn('\n<bpmn:task id="twin"/>\n<bpmn:task id="twin"/>'));
    expect(result.ok ? [] : result.findings).toMatchObject([{ element: 'twin', params: { id: 'twin', line: 7 } }]);
  });

  test('ids of extension elements of other vendors may repeat', async () => {
    const twice = '<bpmn:extensionElements><acme:param id="a"/><acme:param id="a"/></bpmn:extensionElements>';
    expect(await refusal(bpmn(around(`<bpmn:task id="step">${twice}</bpmn:task>`, 'step')))).toEqual([]);
  });

  test.each(['__proto__', 'constructor', 'toString'])('%s is a legal id', async (id) => {
    const result = await compileBpmn(bpmn(around(`<bpmn:task id="${id}"/>`, id)));
    expect(result.ok && result.package.processes[0]?.elements.map((element) => [element.id, element.incoming.length])).toEqual([
      ['start', 0],
      [id, 1],
      ['end', 1],
    ]);
  });
});

test('a reference to a character above U+FFFF is that character, and plain text where it is none', async () => {
  const script = '<bpmn:script><![CDATA[= "&#128512;"]]></bpmn:script>';
  const task = `<!-- &#0; --><bpmn:scriptTask id="step" name="&#x1F600; &#128512; &#233;">${script}</bpmn:scriptTask>`;
  const result = await readBpmn(bpmn(around(task, 'step')));
  const step = result.ok ? result.elements.get('step') : undefined;
  expect([step?.get('name'), step?.get('script')]).toEqual(['😀 😀 é', '= "&#128512;"']);
});

test('20,000 faults are refused as well, the first 1,000 of them named', async () => {
  const flows = Array.from({ length: 20_000 }, (_, at) => `<bpmn:sequenceFlow id="f${at}" sourceRef="gone" targetRef="gone"/>`);
  expect(await refusal(bpmn(flows.join('')))).toHaveLength(1000);
});

describe('what others wrote survives (P06)', () => {
  const task = `<bpmn:userTask id="check" name="Check" acme:riskCode="R7"><bpmn:extensionElements>
    <acme:param name="a" value="1"/><acme:param name="b"/></bpmn:extensionElements></bpmn:userTask>`;

  test('a renamed task differs by its name and by nothing else', async () => {
    const xml = bpmn(around(task, 'check'), '<bpmn:message id="m" name="M" acme:topic="t"/>');
    const untouched = await readBpmn(xml);
    const renamed = await readBpmn(xml);
    if (!untouched.ok || !renamed.ok) throw new Error('not read');
    (renamed.elements.get('check') as ModdleNode).name = 'Check again';
    const before = await writeBpmn(untouched.definitions);
    const after = await writeBpmn(renamed.definitions);
    expect(after.replace('Check again', 'Check')).toBe(before);
    expect(after).toContain('xmlns:acme="http://acme.example/bpmn"');
    expect(after).toMatch(/<bpmn:userTask id="check" name="Check again" acme:riskCode="R7">/);
    expect(after).toMatch(/<acme:param name="a" value="1" \/>\s*<acme:param name="b" \/>/);
    expect(after).toContain('acme:topic="t"');
  });
});

describe('references', () => {
  test('a qualified name of the file itself is followed', async () => {
    const xml = bpmn(
      `<bpmn:startEvent id="start"><bpmn:messageEventDefinition messageRef="tns:order"/></bpmn:startEvent><bpmn:endEvent id="end"/>${flow('start', 'end')}`,
      '<bpmn:message id="order" name="Order came"/>',
    ).replace('id="definitions"', 'id="definitions" xmlns:tns="test"');
    const result = await compileBpmn(xml);
    expect(result.ok && result.package.processes[0]?.elements[0]?.trigger).toMatchObject({
      kind: 'message',
      config: { name: 'Order came' },
    });
  });

  test('a dangling reference is refused with element and value', async () => {
    const result = await compileBpmn(
      bpmn('<bpmn:startEvent id="start"/><bpmn:endEvent id="end"/><bpmn:sequenceFlow id="f" sourceRef="start" targetRef="gone"/>'),
    );
    expect(result.ok ? [] : result.findings).toContainEqual(
      expect.objectContaining({
        rule: 'reference/unresolved',
        element: 'f',
        params: expect.objectContaining({ value: 'gone', property: 'targetRef' }),
      }),
    );
  });
});

describe('diagrams left out', () => {
  const ns = 'xmlns:d="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:c="http://www.omg.org/spec/DD/20100524/DC"';
  const diagram = (id: string) =>
    `<d:BPMNDiagram ${ns} id="${id}"><d:BPMNPlane id="${id}p" bpmnElement="process">\r\n<d:BPMNShape id="${id}s" bpmnElement="start"><c:Bounds x="1" y="1" width="36" height="36"/></d:BPMNShape></d:BPMNPlane>\r</d:BPMNDiagram>`;
  const model = bpmn('<bpmn:startEvent id="start"><bpmn:documentation><![CDATA[<d:BPMNDiagram>]]></bpmn:documentation></bpmn:startEvent>');
  const drawn = (text: string) => model.replace('</bpmn:definitions>', `${text}</bpmn:definitions>`);

  test.each([
    ['none', model],
    ['one', drawn(diagram('one'))],
    ['two, with something between them', drawn(`${diagram('one')}\n<!-- </d:BPMNDiagram> --><bpmn:message id="m"/>${diagram('two')}`)],
    ['an empty one', drawn(`<d:BPMNDiagram ${ns} id="x"/>`)],
    ['before the process', model.replace('<bpmn:process', `${diagram('one')}\r\n<bpmn:process`)],
    ['more than anyone draws', drawn(Array.from({ length: 15 }, (_, number) => diagram(`d${number}`)).join('\n'))],
  ])('%s: the model is read the same', async (_name, xml) => {
    const [all, bare] = [await readBpmn(xml), await readBpmn(xml, { diagrams: false })];
    if (!all.ok || !bare.ok) throw new Error(JSON.stringify([all, bare]));
    const roots = (read: typeof all) => JSON.stringify(read.definitions.get('rootElements'));
    expect(roots(bare)).toBe(roots(all));
    const count = (read: typeof all) => (read.definitions.get('diagrams') as unknown[]).length;
    expect(count(bare)).toBe(Math.max(0, count(all) - 10));
    expect(bare.warnings).toEqual([]);
  });
});

test.each(['שלום', '😀', '1st', 'a b', 'Zadanie_ł'])('an id that cannot be read is named, with its line: %s', async (id) => {
  const xml = `<?xml version="1.0"?>\n${bpmn(`\n<bpmn:userTask id="${id}" />`).replace(/<\?xml.*?\?>\s*/, '')}`;
  const line = xml.slice(0, xml.indexOf('<bpmn:userTask')).split('\n').length;
  const { findings } = (await compileBpmn(xml)) as { findings: object[] };
  expect(findings).toContainEqual(expect.objectContaining({ rule: 'xml/illegal-id', severity: 'error', params: { id, line } }));
});
