import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DefaultLogger, makeTelemetryFilterString, Runtime, Worker } from '@temporalio/worker';
import { beforeAll, describe, expect, it } from 'vitest';
import { bundleFromSources } from '../../worker/bundle-workflows.ts';
import { projectRoot } from '../helpers/temporal.ts';
import { readHistory } from './stored-history.ts';

const folder = fileURLToPath(new URL('./histories/', import.meta.url));
const names = readdirSync(folder)
  .filter((file) => file.endsWith('.json'))
  .map((file) => file.replace('.json', ''));

/** What a careless change of the workflow would be; each is noticed by these histories at least. */
const changes = [
  {
    what: 'another question',
    file: 'instance.ts',
    from: 'await local.next(',
    to: 'await (local as any).nextWork(',
    noticed: ['whole-case', 'timer-fired'],
  },
  {
    what: 'no timer',
    file: 'instance.ts',
    from: 'return !(await condition(isWoken, delayMs, { summary }))',
    to: 'return !(await condition(isWoken))',
    noticed: ['timer-fired'],
  },
  {
    what: 'jobs not run',
    file: 'instance.ts',
    from: 'void carryJob(job, work.epoch)',
    to: 'void 0',
    noticed: ['whole-case', 'job-retried-and-open'],
  },
  {
    what: 'errands forgotten',
    file: 'instance.ts',
    from: 'carryErrands(instanceId, work.errands)',
    to: 'carryErrands(instanceId, [])',
    noticed: ['errand-carried'],
  },
  { what: 'no end', file: 'instance.ts', from: 'if (work.ended)', to: 'if (false)', noticed: ['whole-case', 'deadline-and-cancelled'] },
  { what: 'never continued as new', file: 'instance.ts', from: 'if (work.renew && ', to: 'if (false && ', noticed: ['continued-as-new'] },
  { what: 'stage not shown', file: 'show.ts', from: 'upsertSearchAttributes({', to: 'void ({', noticed: ['whole-case'] },
  {
    what: 'another pause of the heart',
    file: 'heartbeat.ts',
    from: 'await sleep(everyMs)',
    to: 'await beat(counter)',
    noticed: ['heartbeat'],
  },
];

/**
 * Histories of workflows that ran once (`record.ts`): today's code must make the same decisions at every step of them, or open cases
 * would stand still after a deployment.
 */
describe('stored histories', () => {
  let code = '';
  beforeAll(async () => {
    Runtime.install({
      logger: new DefaultLogger('ERROR', () => undefined),
      telemetryOptions: { logging: { forward: {}, filter: makeTelemetryFilterString({ core: 'ERROR', other: 'ERROR' }) } },
    });
    code = (await bundleFromSources(projectRoot)).code;
  });

  it.each(names)('%s is replayed by the code of today', (name) => replay(code, name));

  it.each(changes)('a changed workflow is noticed: $what', async ({ file, from, to, noticed }) => {
    const changed = await bundleChanged(file, from, to);
    const refusals = await Promise.all(
      names.map((name) =>
        replay(changed, name).then(
          () => undefined,
          (error: Error) => ({ name, kind: error.name }),
        ),
      ),
    );
    const found = refusals.filter((refusal) => refusal !== undefined);
    expect(found.map((refusal) => refusal.name)).toEqual(expect.arrayContaining(noticed));
    // The SDK's two names for a workflow that disagrees with its history; anything else would be a fault of the bundle.
    expect(found.filter((refusal) => !/^(DeterminismViolationError|ReplayError)$/.test(refusal.kind))).toEqual([]);
  });
});

function replay(bundle: string, name: string): Promise<void> {
  const { history, workflowId } = readHistory(`${folder}${name}.json`);
  return Worker.runReplayHistory({ workflowBundle: { code: bundle } }, history, workflowId);
}

/** The workflows with one line of their source changed, bundled as they would be deployed. */
async function bundleChanged(file: string, from: string, to: string): Promise<string> {
  mkdirSync(join(projectRoot, '.data'), { recursive: true });
  const root = mkdtempSync(join(projectRoot, '.data', 'changed-'));
  try {
    cpSync(join(projectRoot, 'workflows'), join(root, 'workflows'), { recursive: true });
    const path = join(root, 'workflows', file);
    const source = readFileSync(path, 'utf8');
    expect(source.split(from)).toHaveLength(2);
    writeFileSync(path, source.replace(from, to));
    return (await bundleFromSources(root)).code;
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}
