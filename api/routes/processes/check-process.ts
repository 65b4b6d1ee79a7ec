import { packageHash, startTimes } from '../../../runtime/packages.ts';
import { checkProcess as route } from '../../contract/index.ts';
import { endpoint } from '../../endpoint.ts';
import { hostileFindings } from '../../views/draft-guard.ts';
import { checkFiles } from '../../views/process-draft.ts';

export const checkProcess = endpoint(route, async ({ body, deps }) => {
  const bad = checkFiles(body.files);
  if (bad) return bad;
  const hostile = hostileFindings(body.files);
  if (hostile.length > 0) return { findings: hostile };
  const compiled = await deps.compile(body.files, packageHash(body.files), await startTimes(deps.db, deps.now()));
  const calls = compiled.ok ? await deps.packageStore.checkCalls(compiled.package) : [];
  const timers = compiled.ok ? (compiled.planned?.findings ?? []) : [];
  return { findings: [...calls, ...timers, ...compiled.findings] };
});
