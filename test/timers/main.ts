import { parseArgs } from 'node:util';
import { setup, teardown } from '../helpers/global-servers.ts';
import { runTimers } from './run-timers.ts';

/**
 * `npm run timers -- --timers 100000 --per-case 50`: arms that many timers, ends worker and sweeper, lets years pass, starts them
 * again. Exit code 1 unless each fired exactly once, none early, each case's in order.
 */
const { values } = parseArgs({
  options: { timers: { type: 'string', default: '100000' }, 'per-case': { type: 'string', default: '50' } },
});
await setup();
try {
  const timers = Number(values.timers);
  const result = await runTimers({ timers, perCase: Number(values['per-case']), say: (line) => process.stdout.write(`${line}\n`) });
  const { armed, fired, notOnce, early, outOfOrder, cases, completed } = result;
  process.stdout.write(
    `${armed} armed, ${fired} fired, ${notOnce} not exactly once, ${early} early, ${outOfOrder} out of order; ${completed} of ${cases} cases completed\n`,
  );
  if (armed < timers || fired !== armed || notOnce + early + outOfOrder > 0 || completed !== cases) process.exitCode = 1;
} finally {
  await teardown();
}
