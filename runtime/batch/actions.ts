import type { Command, InstanceState, Json, MigrationPlan, Rejection, Variables } from '../../engine/contract/index.ts';

/** One of an operator's commands, as it is meant for many cases: places by element, not by the ids of one case. */
export type BatchAction =
  | { action: 'suspend'; reason?: string }
  | { action: 'resume'; reason?: string }
  | { action: 'modify'; reason: string; cancel: string[]; start: { element: string; variables?: Variables }[] }
  | { action: 'setVariables'; reason: string; variables: Variables }
  /** All incidents open when the batch began, or those of one code. */
  | { action: 'retryIncident'; code?: string; variables?: Variables }
  | { action: 'cancel'; reason: string; outcome?: string }
  | { action: 'undo' }
  | { action: 'migrate'; packageHash: string; plan: MigrationPlan['elements']; waits?: MigrationPlan['waits'] }
  /** Back from the version they were moved to (`packageHash`): one that has been moved again since stays. `migration`: number of the move's fact in this case; absent = the last that stands. */
  | { action: 'undoMigration'; packageHash: string; migration?: number }
  | { action: 'restart'; element?: string; version?: number; variables?: Variables; force?: boolean };

interface PlannedCommand {
  key: string;
  command: Command;
}

/** Commands for one case, at least one, each with what tells it apart within the batch. */
export type Planned = { commands: [PlannedCommand, ...PlannedCommand[]] } | { rejection: Rejection };

type PlannedAction = Exclude<BatchAction, { action: 'restart' }>;

/** What a batch asks of one case, in the state it is in. `begunAt`: when the batch was started, epoch milliseconds. */
export function planCommands(action: PlannedAction, state: InstanceState, begunAt: number): Planned {
  switch (action.action) {
    case 'retryIncident':
      return planRetries(action, state, begunAt);
    case 'modify':
      return planMove(action, state);
    case 'undoMigration':
      return planUndo(action, state);
    default: {
      const { action: type, ...parameters } = action;
      return { commands: [{ key: '', command: { type, ...parameters } as Command }] };
    }
  }
}

function planUndo({ packageHash, migration }: Extract<BatchAction, { action: 'undoMigration' }>, state: InstanceState): Planned {
  if (migration !== undefined) return { commands: [{ key: '', command: { type: 'undoMigration', migration } }] };
  if (state.packageHash === packageHash) return { commands: [{ key: '', command: { type: 'undoMigration' } }] };
  return refused('invalidCommand', 'The case is no longer at the version it was moved to', { why: 'otherVersion' });
}

function planRetries(
  { code, variables }: Extract<BatchAction, { action: 'retryIncident' }>,
  state: InstanceState,
  begunAt: number,
): Planned {
  // One that came up anew is another one: retrying it too would go round for ever.
  const open = Object.values(state.incidents).filter((each) => each.raisedAt <= begunAt && (code === undefined || each.code === code));
  const [first, ...others] = open.map(
    ({ id }): PlannedCommand => ({
      key: String(id),
      command: { type: 'retryIncident', incident: id, ...(variables ? { variables } : {}) },
    }),
  );
  return first ? { commands: [first, ...others] } : refused('incidentNotOpen', 'The case has no such incident');
}

function planMove({ reason, cancel, start }: Extract<BatchAction, { action: 'modify' }>, state: InstanceState): Planned {
  const live = Object.values(state.elements).filter((instance) => instance.parent !== null);
  const ids: number[] = [];
  for (const element of cancel) {
    const found = live.filter((instance) => instance.element === element && instance.loopCounter === undefined);
    if (found.length === 0) return refused('notFound', `No token is at "${element}"`, { element } as { [name: string]: Json });
    ids.push(...found.map((instance) => instance.id));
  }
  return { commands: [{ key: '', command: { type: 'modify', reason, cancel: ids, start } }] };
}

function refused(code: Rejection['code'], message: string, params?: { [name: string]: Json }): { rejection: Rejection } {
  return { rejection: { ok: false, code, message, ...(params ? { params } : {}) } };
}
