import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compileBpmn } from './compile-bpmn.ts';
import { compilePackage } from './compile-package.ts';
import { bpmn, flow } from './testing/bpmn.ts';

const model = bpmn(
  `<bpmn:startEvent id="start"><bpmn:messageEventDefinition messageRef="m"/></bpmn:startEvent>
  <bpmn:userTask id="call" perennial:due="PT4H" perennial:form="call"><bpmn:extensionElements><perennial:outcomes variable="result">
    <perennial:outcome value="a"/></perennial:outcomes></bpmn:extensionElements></bpmn:userTask>
  <bpmn:boundaryEvent id="late" attachedToRef="call"><bpmn:timerEventDefinition><bpmn:timeDuration>P1D</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:boundaryEvent>
  <bpmn:exclusiveGateway id="x" default="x_end"/><bpmn:subProcess id="sub"><bpmn:task id="in"/></bpmn:subProcess><bpmn:endEvent id="end"/>
  ${flow('start', 'call')}${flow('call', 'x')}${flow('x', 'sub', 'result = "a"')}${flow('x', 'end')}${flow('sub', 'end')}${flow('late', 'end')}`,
  '<bpmn:message id="m" name="M"/>',
);
const manifest =
  '{"key":"a","name":"A","process":"a.bpmn","recordType":"lead","stages":[{"id":"s","name":"S"}],"forms":["call.form"],"calendars":[{"name":"c","zone":"UTC","week":{"1":[["09:00","17:00"]]}}]}';
const form =
  '{"id":"call","components":[{"type":"select","key":"a","values":[{"value":"x"}]},{"type":"group","components":[{"type":"number","key":"n","validate":{"min":1}}]}]}';

/** The text with a few stretches cut out, doubled or swapped for something else. */
const damage = (text: string) =>
  fc
    .array(
      fc.record({
        from: fc.nat(text.length),
        length: fc.nat(40),
        put: fc.constantFrom('', '"', '<', 'null', '[]', '{}', '__proto__', '0', 'x', 'end', 'call', 'bpmn:task'),
      }),
      { minLength: 1, maxLength: 4 },
    )
    .map((cuts) => cuts.reduce((damaged, { from, length, put }) => damaged.slice(0, from) + put + damaged.slice(from + length), text));

test('no damage to a model makes the compiler throw; whatever it refuses has a sentence', async () => {
  await fc.assert(
    fc.asyncProperty(damage(model), async (xml) => {
      const result = await compileBpmn(xml);
      for (const found of result.ok ? result.warnings : result.findings) expect(found.message.length).toBeGreaterThan(10);
      if (!result.ok) expect(result.findings.some((found) => found.severity === 'error')).toBe(true);
    }),
    { numRuns: 400 },
  );
});

test('no damage to manifest and form makes it throw either', async () => {
  await fc.assert(
    fc.asyncProperty(damage(manifest), damage(form), async (changedManifest, changedForm) => {
      const files = [
        { path: 'manifest.json', content: changedManifest },
        { path: 'a.bpmn', content: model },
        { path: 'call.form', content: changedForm },
      ];
      const result = await compilePackage(files, { hash: 'h' });
      if (!result.ok) expect(result.findings.some((found) => found.severity === 'error')).toBe(true);
    }),
    { numRuns: 400 },
  );
});
