import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { factsOf } from '../../db/queries/feed.ts';
import type { CommandRequest } from '../../runtime/contract.ts';
import { loopPackage } from '../../runtime/testing/packages.ts';
import { verifyCase } from '../../runtime/verify-case.ts';
import { anna, openTasks, until } from '../carry/carry-fixture.ts';
import { testStep } from '../carry/test-step.ts';
import { startProduct, type TestProduct } from '../helpers/product.ts';

const completions = 200;
const changes = 2_000;

/** The loop with a job before each task, so that the workflow has something to do every round. */
const withJob = {
  ...loopPackage,
  files: loopPackage.files.map((file) => ({
    ...file,
    content: file.content
      .replace('sourceRef="again" targetRef="work"', 'sourceRef="again" targetRef="step"')
      .replace(
        '<bpmn:exclusiveGateway id="again" />',
        `<bpmn:exclusiveGateway id="again" /><bpmn:serviceTask id="step"><bpmn:extensionElements><perennial:job type="test-step" retries="3" firstDelay="PT0.2S" timeout="PT20S" totalTimeout="PT10M"><perennial:input source="= &quot;s&quot;" target="step" /><perennial:input source="= &quot;o&quot;" target="order" /></perennial:job></bpmn:extensionElements></bpmn:serviceTask><bpmn:sequenceFlow id="stepped" sourceRef="step" targetRef="work" />`,
      ),
  })),
};

let product: TestProduct;
beforeAll(async () => {
  const step = testStep(async () => ({ output: { steps: 1 } }));
  product = await startProduct({ packages: [withJob], jobTypes: [step], historyLimit: 12 });
});
afterAll(() => product?.close());

test(`P45: ${completions} completions and ${changes} record changes while the workflow is renewed again and again`, async () => {
  const instanceId = `loop-${randomUUID()}`;
  const recordId = randomUUID();
  await product.door.startInstance({
    instanceId,
    commandId: instanceId,
    packageKey: 'test-loop',
    variables: {},
    records: [
      { alias: 'lead', type: 'lead', id: recordId, relation: 'owns', create: { title: 'Kowal', owner: null, team: null, fields: {} } },
    ],
    actor: anna,
  });
  const runs = new Set<string>();
  let streaming = true;
  const watching = (async () => {
    while (streaming) {
      const found = await product.client.workflow
        .getHandle(instanceId)
        .describe()
        .catch(() => undefined);
      if (found) runs.add(found.runId);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  })();

  async function completeAll(): Promise<void> {
    for (let index = 0; index < completions; index += 1) {
      await until('the next task', async () => (await openTasks(product, instanceId)).length === 1);
      const [task] = await openTasks(product, instanceId);
      const request: CommandRequest = {
        instanceId,
        commandId: `task-${index}`,
        command: { type: 'completeTask', task: task?.id ?? 0, outcome: 'again', values: {} },
        actor: anna,
      };
      const first = await product.door.executeCommand(request);
      expect(first.status).toBe('done');
      // A client that lost the answer asks again.
      if (Math.random() < 0.25) expect(await product.door.executeCommand(request)).toEqual({ ...first, repeated: true });
    }
  }
  async function changeAll(lane: number): Promise<void> {
    for (let index = lane; index < changes; index += 4) {
      const request = { recordId, commandId: `change-${index}`, patch: { need: `change ${index}` }, actor: anna };
      const first = await product.door.changeRecord(request);
      expect(first.status).toBe('done');
      if (Math.random() < 0.1) expect(await product.door.changeRecord(request)).toEqual({ ...first, repeated: true });
    }
  }
  await Promise.all([completeAll(), ...[0, 1, 2, 3].map(changeAll)]);
  await product.settle();
  streaming = false;
  await watching;

  const facts = await factsOf(product.database.pool, instanceId);
  expect(facts.map((fact) => fact.number)).toEqual(facts.map((_, index) => index + 1));
  expect(facts.filter((fact) => fact.type === 'taskCompleted')).toHaveLength(completions);
  expect(facts.filter((fact) => fact.type === 'recordChanged')).toHaveLength(changes);
  expect(await verifyCase(product.database.pool, instanceId)).toEqual([]);
  expect(await product.workflowStatus(instanceId)).toBe('running');
  expect(runs.size).toBeGreaterThan(5);
  process.stdout.write(`${runs.size} runs of the workflow seen\n`);
});
