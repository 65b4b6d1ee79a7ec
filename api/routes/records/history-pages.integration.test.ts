import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Api, openApi } from '../../testing/api-fixture.ts';

let api: Api;
let recordId: string;
const needs = ['labels', 'tape', 'boxes'];

/** A note, three visible changes, then more changes than one page reads that say nothing to who sees no contact data. */
beforeAll(async () => {
  api = await openApi();
  recordId = (await api.startLead({ fields: { phone: '+48601000000' } })).recordId;
  const path = `/api/records/${recordId}`;
  const later = () => {
    api.clock.at += 60_000;
  };
  later();
  await api.call('anna', 'POST', `${path}/notes`, { text: 'the first note' });
  const phones = Array.from({ length: 60 }, (_, index) => ({ phone: `+486010000${10 + index}` }));
  for (const [index, patch] of [...needs.map((need) => ({ need })), ...phones].entries()) {
    later();
    expect((await api.call('anna', 'PATCH', path, { version: index + 1, patch })).status).toBe(200);
  }
});
afterAll(() => api?.close());

interface Page {
  status: number;
  body: { items: { note: string | null; changes: { new: string | null }[] }[]; next: string | null };
}

it.each([
  ['all', 1],
  ['all', 2],
  ['all', 5],
  ['data', 1],
  ['data', 3],
  ['data', 50],
])('kind %s by %i: what the reader may not see hides nothing older that he may', async (kind, limit) => {
  const [changed, notes]: [string[], string[]] = [[], []];
  let next: string | null = null;
  do {
    const page: Page = await api.call(
      'mark',
      'GET',
      `/api/records/${recordId}/history?kind=${kind}&limit=${limit}${next ? `&cursor=${next}` : ''}`,
    );
    expect(page.status).toBe(200);
    changed.push(...page.body.items.flatMap((entry) => entry.changes.flatMap((change) => change.new ?? [])));
    notes.push(...page.body.items.flatMap((entry) => entry.note ?? []));
    next = page.body.next;
  } while (next);
  expect(changed).toEqual([...needs].reverse());
  expect(notes).toEqual(kind === 'all' ? ['the first note'] : []);
});
