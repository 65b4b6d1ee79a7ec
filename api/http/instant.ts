import { farthestMs } from '../../engine/form/field-values.ts';
import { type Refusal, refuse } from './refusal.ts';

const isoInstant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/;

/** Epoch milliseconds of an ISO instant with Z or offset. */
export function readInstant(text: string, place: string): number | Refusal {
  const at = isoInstant.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isFinite(at) && Math.abs(at) < 8e14) return at;
  return refuse(400, 'invalidInstant', `${place} must be an instant such as 2027-02-01T09:00:00Z.`, {
    place,
    fields: [{ path: place, code: 'type', message: 'Give an instant such as 2027-02-01T09:00:00Z.' }],
  });
}

/** The same, refused when it lies behind us: a call-back in the past is a mistake, never meant. */
export function futureInstant(text: string, place: string, now: number): number | Refusal {
  const at = readInstant(text, place);
  if (typeof at !== 'number') return at;
  if (at > now + farthestMs)
    return refuse(422, 'tooFar', `${place} lies more than ten years ahead.`, {
      place,
      fields: [{ path: place, code: 'tooFar', message: 'Choose a moment within ten years.' }],
    });
  if (at > now) return at;
  return refuse(422, 'past', `${place} lies in the past.`, {
    place,
    fields: [{ path: place, code: 'past', message: 'Choose a moment in the future.' }],
  });
}
