import type { Actor, Json, MigrationReason, Rejection } from '../../contract/index.ts';
import { migrateInstance } from '../migration/migrate-instance.ts';
import { ModelMapping } from '../migration/model-mapping.ts';
import { refuse } from '../rejection.ts';
import type { Handler } from './handler.ts';
import { mayDirect } from './rights.ts';

/** Moves the case to another version of its package: everything it is at goes on there, or nothing does and every reason is told. */
export const migrate: Handler<'migrate'> = (exec, { packageHash, plan, waits }) => {
  if (!mayMigrate(exec.ctx.actor)) return refuse('forbidden', 'Only a process owner, a supervisor or an administrator moves cases');
  const { packageHash: from } = exec.state;
  if (packageHash === from)
    return refuse('invalidCommand', 'The case is at this version already', { params: { why: 'sameVersion', packageHash } });
  if (!Object.hasOwn(exec.ctx.packages, packageHash)) return refuse('notFound', 'There is no such version of the package');
  const mapping = new ModelMapping(exec.packageBy(from), exec.packageBy(packageHash), plan);
  const reasons = migrateInstance(exec, mapping, waits);
  if (exec.rejection) return exec.rejection;
  return reasons.length > 0 ? notMovable(reasons) : undefined;
};

export function notMovable(reasons: MigrationReason[]): Rejection {
  const message = reasons.map((each) => each.message).join('; ');
  return refuse('notMovable', message, { params: { reasons: reasons as unknown as Json[] } });
}

export function mayMigrate(actor: Actor): boolean {
  return mayDirect(actor) || actor.roles.includes('process-owner');
}
