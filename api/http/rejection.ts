import type { Rejection, RejectionCode } from '../../engine/contract/index.ts';
import type { CommandResult } from '../../runtime/contract.ts';
import { Refusal, refuse } from './refusal.ts';

const statuses: { [code in RejectionCode]: number } = {
  invalidCommand: 400,
  notFound: 404,
  recordUnknown: 404,
  forbidden: 403,
  alreadyStarted: 409,
  instanceEnded: 409,
  taskNotOpen: 409,
  endedByDeadline: 409,
  notYours: 409,
  alreadyClaimed: 409,
  notYet: 409,
  jobNotOpen: 409,
  messageNotExpected: 409,
  recordConflict: 409,
  incidentNotOpen: 409,
  irrevocable: 409,
  notEnded: 409,
  alreadyRestarted: 409,
  notSuspended: 409,
  suspended: 409,
  stopped: 409,
  tooLarge: 413,
  outcomeUnknown: 422,
  outcomeRequired: 422,
  guard: 422,
  notSupported: 422,
  notMovable: 409,
};

/** The kernel's refusal as HTTP: same code, element and field paths. */
export function fromRejection(rejection: Rejection): Refusal {
  const { code, message, element, fields, params } = rejection;
  return new Refusal(statuses[code] ?? 409, { code, message, element, fields, params });
}

/** Whatever the door answered that is not `done`. */
export function fromDoor(result: Exclude<CommandResult, { status: 'done' }>): Refusal {
  switch (result.status) {
    case 'refused':
      return fromRejection(result.rejection);
    case 'commandIdReused':
      return refuse(422, 'commandIdReused', 'This Idempotency-Key was used for another call. Use a new one for a new call.', {
        place: 'Idempotency-Key',
      });
    case 'stopped':
      return refuse(409, 'stopped', 'The process used too much time or memory at this step and was stopped; an incident was raised.', {
        params: { incident: result.incident },
      });
  }
}

/** An id that its caller chose names something else already. */
export function idReused(what: string): Refusal {
  return refuse(422, 'idReused', `This id names another ${what} already. Use a new one for a new ${what}.`, { place: 'id' });
}
