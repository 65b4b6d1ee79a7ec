import { afterAll, beforeAll, expect, it } from 'vitest';
import { factsOf } from '../../db/queries/feed.ts';
import { startProduct, type TestProduct } from '../helpers/product.ts';
import { until } from './carry-fixture.ts';

const bpmn = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="urn:t">
<bpmn:process id="p" isExecutable="true"><bpmn:startEvent id="hourly"><bpmn:timerEventDefinition id="t"><bpmn:timeCycle>R3/PT1H</bpmn:timeCycle></bpmn:timerEventDefinition></bpmn:startEvent>
<bpmn:intermediateCatchEvent id="wait"><bpmn:timerEventDefinition id="w"><bpmn:timeDuration>PT10M</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>
<bpmn:endEvent id="e" /><bpmn:sequenceFlow id="f" sourceRef="hourly" targetRef="wait" /><bpmn:sequenceFlow id="g" sourceRef="wait" targetRef="e" /></bpmn:process></bpmn:definitions>`;
const files = [
  { path: 'manifest.json', content: JSON.stringify({ key: 'hourly', name: 'Hourly', process: 'p.bpmn', stages: [] }) },
  { path: 'p.bpmn', content: bpmn },
];

let product: TestProduct;
beforeAll(async () => {
  product = await startProduct({ packages: [{ key: 'hourly', files }] });
});
afterAll(() => product?.close());

const cases = () =>
  product.database.db
    .selectFrom('instance')
    .select(['id', 'status'])
    .where('package_key', '=', 'hourly')
    .orderBy('started_at')
    .orderBy('id')
    .execute();

it('begins by itself, is carried by Temporal, and makes up for what was missed while no worker ran', async () => {
  await product.settle();
  expect(await cases()).toEqual([]);
  await product.moveClock(3_600_000);
  await product.settle();
  const [first] = await cases();
  expect(await cases()).toEqual([{ id: first?.id, status: 'open' }]);
  await until('it runs', async () => (await product.workflowStatus(String(first?.id))) === 'running');

  await product.stopWorker();
  await product.moveClock(48 * 3_600_000);
  await product.startWorker();
  await product.settle();
  await product.moveClock(600_000);
  await product.settle();
  expect((await cases()).map(({ status }) => status)).toEqual(['completed', 'completed', 'completed']);
  for (const { id } of await cases()) {
    expect((await factsOf(product.database.pool, id)).filter((fact) => fact.type === 'timerFired')).toHaveLength(1);
    await until('its workflow ends', async () => (await product.workflowStatus(id)) === 'completed');
  }
});
