import { ModelMapping, reversed } from '../migration/model-mapping.ts';
import { undoInstance } from '../migration/undo-instance.ts';
import { refuse } from '../rejection.ts';
import type { Handler } from './handler.ts';
import { mayMigrate, notMovable } from './migrate.ts';

/** Brings the case back to the version it was moved from: exactly as it was where nothing moved since, else by the plan reversed. */
export const undoMigration: Handler<'undoMigration'> = (exec, { migration }) => {
  if (!mayMigrate(exec.ctx.actor)) return refuse('forbidden', 'Only a process owner, a supervisor or an administrator moves cases');
  const fact = exec.ctx.migration;
  if (!fact || (migration !== undefined && fact.number < migration)) {
    return migration === undefined
      ? refuse('notFound', 'No move of the case to another version stands', { params: { why: 'notMoved' } })
      : refuse('notFound', `Fact ${migration} of the case is no move to another version that stands`, {
          params: { why: 'takenBack', migration },
        });
  }
  if (migration !== undefined && fact.number > migration) {
    return refuse('invalidCommand', `The case was moved to another version since (fact ${fact.number}): take that back first`, {
      params: { why: 'movedAgain', migration, standing: fact.number },
    });
  }
  if (exec.state.packageHash !== fact.to) {
    return refuse('invalidCommand', 'The case is no longer at the version that this migration brought it to', {
      params: { why: 'otherVersion', migration: fact.number },
    });
  }
  const mapping = new ModelMapping(exec.packageBy(fact.to), exec.packageBy(fact.from), reversed(fact.plan));
  const reasons = undoInstance(exec, fact, mapping);
  if (exec.rejection) return exec.rejection;
  return reasons.length > 0 ? notMovable(reasons) : undefined;
};
