import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyCase } from '../../runtime/verify-case.ts';
import { startProduct, type TestProduct } from '../helpers/product.ts';
import { sharedTemporal } from '../helpers/temporal.ts';
import { openTasks, startCase, until } from './carry-fixture.ts';
import { jobPackage, letterPackage } from './packages.ts';
import { testStep } from './test-step.ts';

describe('a worker killed in the middle of a job', () => {
  let product: TestProduct;
  const folder = mkdtempSync(join(tmpdir(), 'perennial-deeds-'));
  const children: ChildProcess[] = [];
  beforeAll(async () => {
    // Known to the compiler; done by the children.
    const step = testStep(async () => ({ output: { steps: 1 } }));
    product = await startProduct({ packages: [jobPackage, letterPackage], jobTypes: [step], worker: false });
  });
  afterAll(async () => {
    for (const child of children) child.kill('SIGKILL');
    await product.close();
    rmSync(folder, { recursive: true, force: true });
  });

  async function startChild(deeds: string, slow: 'slow' | 'no'): Promise<ChildProcess> {
    const script = fileURLToPath(new URL('./worker-child.ts', import.meta.url));
    const args = ['--import', 'tsx', script, product.url, sharedTemporal(), product.taskQueue, deeds, slow];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    children.push(child);
    await new Promise<void>((resolve, reject) => {
      child.stdout?.once('data', () => resolve());
      child.once('exit', (code) => reject(new Error(`the worker ended with ${code}`)));
    });
    return child;
  }

  const read = (deeds: string) => (existsSync(deeds) ? readFileSync(deeds, 'utf8').trim().split('\n') : []);
  const jobOf = (id: string) =>
    product.database.db.selectFrom('job').select(['status', 'attempts', 'output']).where('instance_id', '=', id).executeTakeFirstOrThrow();
  const codesOf = async (id: string) =>
    (await product.database.db.selectFrom('incident').select('code').where('instance_id', '=', id).execute()).map((row) => row.code);

  /** The deed is done, and the worker dies before anybody learns of it; another one comes. */
  async function killDuring(packageKey: string): Promise<{ id: string; deeds: string }> {
    const deeds = join(folder, packageKey);
    const first = await startChild(deeds, 'slow');
    const id = await startCase(product, packageKey, { step: 's', order: 'o' });
    await until('the deed is done', () => read(deeds).length === 1);
    expect((await jobOf(id)).status).toBe('begun');
    first.kill('SIGKILL');
    await startChild(deeds, 'no');
    return { id, deeds };
  }

  it('that may be done twice: it is done again, under the same key', async () => {
    const { id, deeds } = await killDuring('carry-job');
    await until('the job is done', async () => (await jobOf(id)).status === 'done');
    expect(await jobOf(id)).toEqual({ status: 'done', attempts: 2, output: { steps: 2 } });
    const [first, second, ...more] = read(deeds);
    expect(second).toBe(first);
    expect(more).toEqual([]);
    expect(await codesOf(id)).toEqual([]);
    expect((await openTasks(product, id)).map((task) => task.element)).toEqual(['check']);
    expect(await verifyCase(product.database.pool, id)).toEqual([]);
    for (const child of children.splice(0)) child.kill('SIGKILL');
  });

  it('that may not: it is uncertain, an incident says so, and the mail left once', async () => {
    const { id, deeds } = await killDuring('carry-letter');
    await until('an incident', async () => (await codesOf(id)).length > 0);
    expect(await codesOf(id)).toEqual(['uncertain']);
    expect((await jobOf(id)).status).toBe('uncertain');
    expect(read(deeds)).toHaveLength(1);
    expect(await verifyCase(product.database.pool, id)).toEqual([]);
  });
});
