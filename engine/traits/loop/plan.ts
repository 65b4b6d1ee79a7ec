import type { Json, LoopDefinition, LoopState } from '../../contract/index.ts';
import type { Place } from '../../kernel/behaviour.ts';
import { bad, good, type Result } from '../../kernel/failure.ts';

/** More rounds than this are taken for a mistake. */
const mostRounds = 10_000;

/** How many rounds there will be, and their items. Nothing to go through is no fault: the activity then passes at once. */
export function planLoop(place: Place, loop: LoopDefinition): Result<LoopState> {
  const begun = { started: 0, completed: 0 };
  if (loop.kind === 'standard') {
    if (loop.maximum === undefined) return good({ total: null, ...begun });
    const most = wholeNumber(place.evaluate(loop.maximum), 'loop maximum', loop.maximum);
    return most.ok ? good({ total: most.value, ...begun }) : most;
  }
  const items = loop.collection === undefined ? null : itemsOf(place.evaluate(loop.collection), loop.collection);
  if (items && !items.ok) return items;
  const count = items
    ? good(items.value.length)
    : wholeNumber(place.evaluate(loop.cardinality ?? '0'), 'cardinality', loop.cardinality ?? '');
  if (!count.ok) return count;
  const total = count.value;
  if (total > mostRounds) return bad('loop', `${total} rounds are more than the ${mostRounds} an activity may have`);
  return good({
    total,
    ...begun,
    ...(items ? { items: items.value } : {}),
    ...(loop.outputCollection === undefined ? {} : { outputs: Array.from({ length: total }, () => null) }),
  });
}

function itemsOf(value: Result<Json>, source: string): Result<Json[]> {
  if (!value.ok) return bad(value.failure.code, `collection: ${value.failure.message}`);
  if (Array.isArray(value.value)) return good(value.value);
  const seen = value.value === null ? 'nothing (null)' : `a ${typeof value.value}`;
  return bad('loop', `The collection "${source}" gives ${seen}, not a list. An empty list would pass at once`);
}

function wholeNumber(value: Result<Json>, place: string, source: string): Result<number> {
  if (!value.ok) return bad(value.failure.code, `${place}: ${value.failure.message}`);
  const number = typeof value.value === 'string' ? Number(value.value) : value.value;
  if (typeof number === 'number' && Number.isInteger(number) && number >= 0) return good(number);
  return bad('loop', `The ${place} "${source}" gives ${JSON.stringify(value.value)}, not a whole number from 0`);
}
