import { afterAll, beforeAll, expect, it } from 'vitest';
import { storeCalendar } from '../../db/queries/calendars.ts';
import { factsOf } from '../../db/queries/feed.ts';
import type { PackageFile } from '../../db/queries/packages.ts';
import { startCase } from '../carry/carry-fixture.ts';
import { startProduct, type TestProduct } from '../helpers/product.ts';

/** A task that lasts, and a timer that comes again and again beside it. */
function dailyPackage(key: string, cycle: string): { key: string; files: PackageFile[] } {
  const bpmn = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="urn:t">
<bpmn:process id="p" isExecutable="true"><bpmn:startEvent id="s" /><bpmn:userTask id="work" name="Work" />
<bpmn:boundaryEvent id="daily" attachedToRef="work" cancelActivity="false"><bpmn:timerEventDefinition id="d1"><bpmn:timeCycle>${cycle}</bpmn:timeCycle></bpmn:timerEventDefinition></bpmn:boundaryEvent>
<bpmn:endEvent id="e" /><bpmn:endEvent id="again" /><bpmn:sequenceFlow id="f" sourceRef="s" targetRef="work" /><bpmn:sequenceFlow id="g" sourceRef="work" targetRef="e" />
<bpmn:sequenceFlow id="h" sourceRef="daily" targetRef="again" /></bpmn:process></bpmn:definitions>`;
  return {
    key,
    files: [
      { path: 'manifest.json', content: JSON.stringify({ key, name: key, process: 'p.bpmn', stages: [] }) },
      { path: 'p.bpmn', content: bpmn },
    ],
  };
}

let product: TestProduct;
beforeAll(async () => {
  product = await startProduct({ packages: [dailyPackage('nine', '0 0 9 * * ?'), dailyPackage('half-past-two', '30 2 * * *')] });
  const day: [string, string][] = [['09:00', '17:00']];
  const definition = { name: 'office', version: 1, zone: 'Europe/Warsaw', week: { '1': day }, days: {} };
  await storeCalendar(product.database.db, { definition, isDefault: true, actor: null });
});
afterAll(() => product?.close());

// In the order of time: the clock only goes forward.
it.each([
  ['nine', '2027-03-26T20:00Z', ['2027-03-27T08:00Z', '2027-03-28T07:00Z', '2027-03-29T07:00Z']],
  ['half-past-two', '2027-03-30T20:00Z', ['2027-03-31T00:30Z']],
  ['nine', '2027-10-29T20:00Z', ['2027-10-30T07:00Z', '2027-10-31T08:00Z', '2027-11-01T08:00Z']],
  ['half-past-two', '2028-03-25T20:00Z', ['2028-03-26T01:30Z', '2028-03-27T00:30Z']],
  ['half-past-two', '2028-10-28T20:00Z', ['2028-10-29T00:30Z', '2028-10-30T01:30Z']],
])('P16: %s from %s comes at %j, each once, with Temporal and restarts', async (key, from, expected) => {
  const moveTo = async (instant: number) => product.moveClock(instant - product.clock.now());
  await moveTo(Date.parse(from));
  const id = await startCase(product, key);
  await product.settle();
  const fired = async () =>
    (await factsOf(product.database.pool, id)).flatMap((fact) =>
      fact.type === 'timerFired' ? [new Date(fact.dueAt as number).toISOString()] : [],
    );
  for (const [index, due] of expected.entries()) {
    await moveTo(Date.parse(due) - 60_000);
    await product.settle();
    expect(await fired()).toHaveLength(index);
    if (index === 1) {
      await product.stopWorker();
      await product.startWorker();
    }
    // An hour later, as if the clock had not changed, it has come once and no more.
    await moveTo(Date.parse(due) + 3_660_000);
    await product.settle();
    expect(await fired()).toEqual(expected.slice(0, index + 1).map((text) => text.replace('Z', ':00.000Z')));
  }
  await product.door.executeCommand({
    instanceId: id,
    commandId: `cancel-${id}`,
    command: { type: 'cancel', reason: 'done' },
    actor: { id: 'maria', roles: ['supervisor'], groups: [] },
  });
});
