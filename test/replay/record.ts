// Records what real workflows leave in Temporal, for `histories.integration.test.ts`: npx tsx test/replay/record.ts
import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { lockKeys } from '../../db/queries/locks.ts';
import { inTransaction } from '../../db/queryable.ts';
import { reconcile } from '../../runtime/reconcile/index.ts';
import { complete, hour, maria, startCase, until } from '../carry/carry-fixture.ts';
import { jobPackage, payerPackage, timerPackage, wholePackage } from '../carry/packages.ts';
import { testStep } from '../carry/test-step.ts';
import { setup, teardown } from '../helpers/global-servers.ts';
import { startProduct } from '../helpers/product.ts';
import { writeHistory } from './stored-history.ts';

const folder = fileURLToPath(new URL('./histories/', import.meta.url));
mkdirSync(folder, { recursive: true });
await setup();
const step = testStep(async (ctx, input) =>
  input.step === 'twice' && ctx.attempt === 1 ? { error: { code: 'busy', message: 'later' }, retry: true } : { output: { steps: 1 } },
);
const packages = [wholePackage, payerPackage, jobPackage, timerPackage];
const product = await startProduct({ packages, jobTypes: [step] });
const renewing = await startProduct({ packages, jobTypes: [step], historyLimit: 12 });

async function record(name: string, workflowId: string, from = product, runId?: string): Promise<void> {
  const history = await from.client.workflow.getHandle(workflowId, runId).fetchHistory();
  const events = writeHistory(`${folder}${name}.json`, workflowId, history);
  process.stdout.write(`${name}: ${events} events\n`);
}

try {
  const order = randomUUID();
  const whole = await startCase(product, 'carry-whole', { order });
  await product.settle();
  await complete(product, whole, 'call');
  const payer = await startCase(product, 'carry-payer', { order });
  await complete(product, payer, 'pay');
  await product.settle();
  await until('it ends', async () => (await product.workflowStatus(whole)) === 'completed');
  await record('whole-case', whole);
  await until('it ends', async () => (await product.workflowStatus(payer)) === 'completed');
  await record('message-thrown', payer);

  // The message is carried by the workflow when the attempt right after the commit is held up.
  const held = randomUUID();
  const slow = await startCase(product, 'carry-payer', { order: held });
  await product.settle();
  await product.database.db.transaction().execute(async (trx) => {
    await lockKeys(inTransaction(trx), [{ name: 'payment.received', key: held }]);
    await complete(product, slow, 'pay');
    await new Promise((resolve) => setTimeout(resolve, 2000));
  });
  await until('it ends', async () => (await product.workflowStatus(slow)) === 'completed');
  await record('errand-carried', slow);

  const retried = await startCase(product, 'carry-job', { step: 'twice', order });
  await until('the job is done', async () => {
    const job = await product.database.db.selectFrom('job').select('status').where('instance_id', '=', retried).executeTakeFirst();
    return job?.status === 'done';
  });
  await product.settle();
  await record('job-retried-and-open', retried);

  const short = await startCase(product, 'carry-timer', { pause: 'PT1S' });
  await new Promise((resolve) => setTimeout(resolve, 2500));
  await product.settle();
  await complete(product, short, 'after');
  await until('it ends', async () => (await product.workflowStatus(short)) === 'completed');
  await record('timer-fired', short);

  const late = await startCase(product, 'carry-whole', { order: randomUUID() });
  await product.settle();
  await product.moveClock(3 * hour);
  await product.settle();
  await product.door.executeCommand({ instanceId: late, commandId: randomUUID(), command: { type: 'cancel', reason: 'r' }, actor: maria });
  await until('it ends', async () => (await product.workflowStatus(late)) === 'completed');
  await record('deadline-and-cancelled', late);

  const renewed = await startCase(renewing, 'carry-whole', { order: randomUUID() });
  await renewing.settle();
  const first = (await renewing.client.workflow.getHandle(renewed).describe()).runId;
  for (let round = 0; round < 4; round += 1) {
    await reconcile({ pool: renewing.database.pool, relay: renewing.relay });
    await renewing.settle();
  }
  await record('continued-as-new', renewed, renewing, first);
  await record('after-continuing', renewed, renewing);
  await record('heartbeat', `heartbeat-${product.taskQueue}`);
} finally {
  await product.close();
  await renewing.close();
  await teardown();
}
