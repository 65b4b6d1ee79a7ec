import { expect, test } from 'vitest';
import { around, bpmn } from '../../engine/model/testing/bpmn.ts';
import { checkDraft } from './use-problems.ts';

const files = (step: string) => [
  { path: 'manifest.json', content: JSON.stringify({ key: 'own', name: 'Own', process: 'p.bpmn' }) },
  { path: 'p.bpmn', content: bpmn(around(step, 'step')) },
];
const rules = async (step: string, packages = [{ key: 'checks', name: 'Checks', versions: [1, 2] }]) =>
  (await checkDraft(files(step), ['call-webhook', 'send-email'], packages)).map(({ rule, params }) => [
    rule,
    params?.package ?? params?.input,
  ]);

test('a call of a package that is not published is told while it is drawn', async () => {
  expect(await rules('<bpmn:callActivity id="step" perennial:package="cheks"/>')).toEqual([['call-activity/package-unknown', 'cheks']]);
  expect(await rules('<bpmn:callActivity id="step" perennial:package="checks" perennial:version="3"/>')).toEqual([
    ['call-activity/version-unknown', 'checks'],
  ]);
  expect(await rules('<bpmn:callActivity id="step" perennial:package="checks"/>')).toEqual([]);
});

test('a webhook without an address and an e-mail to nobody are told', async () => {
  const job = (type: string) =>
    `<bpmn:serviceTask id="step"><bpmn:extensionElements><perennial:job type="${type}"/></bpmn:extensionElements></bpmn:serviceTask>`;
  expect(await rules(job('call-webhook'))).toEqual([['job/input-missing', 'url']]);
  expect(await rules(job('send-email'))).toEqual([['job/input-missing', 'to']]);
});
