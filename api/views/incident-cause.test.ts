import { expect, test } from 'vitest';
import { askedFor } from './incident-cause.ts';

test.each([
  [`condition of flow f: Variable 'limit' not found. (in "amount > limit and state = "new order"")`, ['limit', 'amount', 'state']],
  [`There is no function "rate". (in "rate(order.sum, сумма)")`, ['order', 'сумма']],
  ['The collection "items" gives nothing (null), not a list. An empty list would pass at once', ['items']],
  ['connect ECONNREFUSED 127.0.0.1:80', []],
])('%s asks for %j', (message, names) => {
  expect(askedFor(message)).toEqual(names);
});
