import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LiveEvent } from '../contract/index.ts';
import { type Api, openApi } from '../testing/api-fixture.ts';

let api: Api;
beforeAll(async () => {
  api = await openApi();
});
afterAll(() => api?.close());

interface Stream {
  events: { id: string; event: LiveEvent }[];
  /** Resolves once an event fits. */
  until(fits: (event: LiveEvent) => boolean): Promise<{ id: string; event: LiveEvent }>;
  close(): void;
}

async function listen(user: string, lastId?: string): Promise<Stream> {
  const abort = new AbortController();
  const answer = await fetch(`${api.address}/api/events`, {
    signal: abort.signal,
    headers: { cookie: `perennial=${await api.token(user)}`, ...(lastId ? { 'last-event-id': lastId } : {}) },
  });
  expect(answer.headers.get('content-type')).toBe('text/event-stream');
  const events: Stream['events'] = [];
  let wake: () => void = () => undefined;
  (async () => {
    const decoder = new TextDecoder();
    let rest = '';
    for await (const chunk of answer.body as unknown as AsyncIterable<Uint8Array>) {
      rest += decoder.decode(chunk, { stream: true });
      const parts = rest.split('\n\n');
      rest = parts.pop() ?? '';
      for (const part of parts) {
        const id = /^id: (.*)$/m.exec(part)?.[1];
        const data = /^data: (.*)$/m.exec(part)?.[1];
        if (id !== undefined && data !== undefined) events.push({ id, event: JSON.parse(data) });
      }
      wake();
    }
  })().catch(() => undefined);
  const stream: Stream = {
    events,
    async until(fits) {
      for (;;) {
        const found = events.find(({ event }) => fits(event));
        if (found) return found;
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
    close: () => abort.abort(),
  };
  await stream.until((event) => event.type === 'hello');
  return stream;
}

describe('live events', () => {
  it('tell of a claim within a second, only to those who may see it', async () => {
    const lead = await api.startLead({ team: 'south', title: 'Tajne' });
    const [anna, sofia, norma] = await Promise.all([listen('anna'), listen('sofia'), listen('norma')]);
    const open = await api.startLead({ team: 'north', title: 'Jawne' });
    const before = Date.now();
    await api.call('anna', 'POST', `/api/tasks/${encodeURIComponent(lead.taskId)}/claim`);
    const fits = (event: LiveEvent) => event.type === 'task' && event.taskId === lead.taskId && event.change === 'claimed';
    const [seen] = await Promise.all([anna.until(fits), sofia.until(fits)]);
    expect(Date.now() - before).toBeLessThan(1000);
    expect(seen.event).toMatchObject({ assignee: 'anna', groups: ['pre-sales'], recordId: lead.recordId });
    await norma.until((event) => event.type === 'task' && event.taskId === open.taskId && event.change === 'created');
    const heard = JSON.stringify(norma.events);
    expect(heard).not.toContain(lead.recordId);
    expect(heard).not.toContain(lead.instanceId);
    for (const stream of [anna, sofia, norma]) stream.close();
  });

  it('go on where a connection broke', async () => {
    const first = await listen('maria');
    const lead = await api.startLead();
    const { id } = await first.until((event) => event.type === 'task' && event.taskId === lead.taskId);
    first.close();
    await api.call('anna', 'POST', `/api/tasks/${encodeURIComponent(lead.taskId)}/complete`, { outcome: 'junk' });
    const second = await listen('maria', id);
    await second.until((event) => event.type === 'task' && event.taskId === lead.taskId && event.change === 'ended');
    await second.until((event) => event.type === 'record' && event.recordId === lead.recordId && event.change === 'ended');
    expect(second.events.some(({ event }) => event.type === 'task' && event.change === 'created' && event.taskId === lead.taskId)).toBe(
      false,
    );
    second.close();
  });

  it('bring a notification to its user alone, in his language', async () => {
    const [boris, anna] = await Promise.all([listen('boris'), listen('anna')]);
    const insert = (user_id: string, text: string) =>
      api.database.db
        .insertInto('notification')
        .values({ user_id, text, kind: 'needsYou', params: '{}', at: new Date(api.clock.at) })
        .execute();
    await insert('boris', 'for Boris');
    await insert('anna', 'for Anna');
    expect((await boris.until((event) => event.type === 'notification')).event).toMatchObject({ text: 'for Boris', kind: 'needsYou' });
    await anna.until((event) => event.type === 'notification');
    expect(JSON.stringify(boris.events)).not.toContain('for Anna');
    const list = await api.call('boris', 'GET', '/api/notifications');
    expect(list.body).toMatchObject({ unread: 1, items: [{ text: 'for Boris', read: false }] });
    expect((await api.call('anna', 'POST', `/api/notifications/${list.body.items[0].id}/read`)).status).toBe(404);
    expect((await api.call('boris', 'POST', `/api/notifications/${list.body.items[0].id}/read`)).status).toBe(200);
    expect((await api.call('boris', 'GET', '/api/notifications')).body.unread).toBe(0);
    boris.close();
    anna.close();
  });

  it('end with the session', async () => {
    const token = await api.token('clara');
    const answer = await fetch(`${api.address}/api/events`, { headers: { cookie: `perennial=${token}` } });
    await api.call('clara', 'DELETE', '/api/session');
    await api.startLead();
    const chunks: string[] = [];
    for await (const chunk of answer.body as unknown as AsyncIterable<Uint8Array>) chunks.push(new TextDecoder().decode(chunk));
    expect(chunks.join('')).toContain('hello');
    expect(chunks.join('')).not.toContain('"task"');
  });
});
