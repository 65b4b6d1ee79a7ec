import { packageHash, startTimes } from '../../../runtime/packages.ts';
import { checkProcess as route } from '../../contract/index.ts';
import { endpoint } from '../../endpoint.ts';
import { refuse } from '../../http/refusal.ts';
import { hostileFindings } from '../../views/draft-guard.ts';
import { checkFiles } from '../../views/process-draft.ts';
import { createTurns } from '../../views/turns.ts';

/** Whoever checks large files again and again waits for himself. */
const turns = createTurns();

export const checkProcess = endpoint(route, async ({ body, reader, deps }) => {
  const bad = checkFiles(body.files);
  if (bad) return bad;
  const hostile = hostileFindings(body.files);
  if (hostile.length > 0) return { findings: hostile };
  const times = await startTimes(deps.db, deps.now());
  const checked = await turns.take(reader.id, () => deps.compile(body.files, packageHash(body.files), times));
  if (checked === 'replaced') return refuse(409, 'replaced', 'You asked for a newer check before this one could begin: it was left out.');
  const compiled = checked.value;
  const calls = compiled.ok ? await deps.packageStore.checkCalls(compiled.package) : [];
  const timers = compiled.ok ? (compiled.planned?.findings ?? []) : [];
  return { findings: [...calls, ...timers, ...compiled.findings] };
});
