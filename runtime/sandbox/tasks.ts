import type {
  CalendarDefinition,
  CalendarRules,
  Command,
  CompiledPackage,
  DecideContext,
  InstanceState,
} from '../../engine/contract/index.ts';
import { decide } from '../../engine/kernel/decide.ts';
import { planStarts } from '../../engine/model/checks/start-plans.ts';
import { compilePackage } from '../../engine/model/compile-package.ts';
import type { SandboxTasks } from './protocol.ts';

const packagePlace = 'package:';

/** Puts the context together again from what travelled apart, and asks the kernel. */
export function decideTask(
  body: { command: Command; ctx: Omit<DecideContext, 'packages' | 'calendars' | 'calendarRules'> },
  tokens: { [place: string]: unknown },
): { value: SandboxTasks['decide']['value']; keep?: InstanceState } {
  const packages: { [hash: string]: CompiledPackage } = {};
  for (const [place, value] of Object.entries(tokens)) {
    if (place.startsWith(packagePlace)) packages[place.slice(packagePlace.length)] = value as CompiledPackage;
  }
  const calendars = tokens.calendars as { [name: string]: CalendarDefinition };
  const ctx: DecideContext = { ...body.ctx, packages, calendars, calendarRules: tokens.calendarRules as CalendarRules | undefined };
  const decision = decide((tokens.state as InstanceState | undefined) ?? null, body.command, ctx);
  return decision.ok ? { value: decision, keep: decision.state } : { value: decision };
}

export async function compileTask(body: SandboxTasks['compile']['task']): Promise<{ value: SandboxTasks['compile']['value'] }> {
  const { files, hash, jobTypes, jobOutputs, jobInputs, times } = body;
  const compiled = await compilePackage(files, { hash, jobTypes, jobOutputs, jobInputs });
  return { value: compiled.ok && times ? { ...compiled, planned: planStarts(compiled.package, times) } : compiled };
}
