import { afterAll, beforeAll, expect, it } from 'vitest';
import { begin, catching, end, line, publish, userTask } from '../../../runtime/testing/publish.ts';
import { type Api, openApi } from '../../testing/api-fixture.ts';

let api: Api;
const later = catching('later', '<bpmn:timerEventDefinition><bpmn:timeDuration>P1D</bpmn:timeDuration></bpmn:timerEventDefinition>');
const job =
  '<bpmn:serviceTask id="tell" name="Tell"><bpmn:extensionElements><perennial:job type="test" /></bpmn:extensionElements></bpmn:serviceTask>';
const around = (step: string) => line(begin, step, end);

beforeAll(async () => {
  api = await openApi();
});
afterAll(() => api?.close());

it('counts with a version the cases of that one alone, else those of all', async () => {
  const actor = { id: 'system:intake', roles: [], groups: [] };
  let number = 0;
  const start = async (version: number, count: number) => {
    for (let n = 0; n < count; n++) {
      const instanceId = `el-${++number}`;
      const request = { instanceId, commandId: instanceId, packageKey: 'elements', version, variables: {}, records: [], actor };
      expect(await api.door.startInstance(request)).toMatchObject({ status: 'done' });
    }
  };
  await publish(api, { key: 'elements', body: around(userTask('look')) });
  await start(1, 1);
  await publish(api, { key: 'elements', body: around(userTask('look')).replace('name="look"', 'name="Look"') });
  await start(2, 2);
  for (const [at, body] of [later, job].entries()) {
    await publish(api, { key: 'elements', body: around(body) });
    await start(3 + 2 * at, 1);
    await publish(api, { key: 'elements', body: `<bpmn:documentation>again</bpmn:documentation>${around(body)}` });
    await start(4 + 2 * at, 2);
  }
  const open = async (element: string, version?: number) => {
    const { body } = await api.call('ada', 'GET', `/api/processes/elements/elements${version ? `?version=${version}` : ''}`);
    return body.items.find((each: { id: string }) => each.id === element)?.open;
  };
  for (const [element, first] of [
    ['look', 1],
    ['later', 3],
    ['tell', 5],
  ] as const)
    expect([element, await open(element), await open(element, first), await open(element, first + 1)]).toEqual([element, 3, 1, 2]);
});
