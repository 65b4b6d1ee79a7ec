import { streamEvents as route } from '../../contract/index.ts';
import { answered, endpoint } from '../../endpoint.ts';
import { refuse } from '../../http/refusal.ts';
import type { Listener } from '../../live/hub.ts';
import { readPosition } from '../../live/position.ts';

const heartbeatMs = 15_000;
/** A browser that does not read what it is sent is let go; it comes back with its last id. */
const mostBuffered = 1_000_000;
const mostBrowsers = 2000;

export const streamEvents = endpoint(route, async ({ req, res, deps }) => {
  if (deps.live.size >= mostBrowsers)
    return refuse(503, 'tooManyListeners', 'Too many open browsers. Live changes will come back by themselves.');
  const token = deps.sessions.tokenOf(req) ?? '';
  res.writeHead(200, {
    'Content-Type': 'text/event-stream',
    'Cache-Control': 'no-store',
    Connection: 'keep-alive',
    'X-Accel-Buffering': 'no',
  });
  res.flushHeaders();
  const listener: Listener = {
    reader: () => deps.sessions.find(token),
    send(event, id) {
      res.write(`id: ${id}\ndata: ${JSON.stringify(event)}\n\n`);
      if (res.writableLength > mostBuffered) res.destroy();
    },
    close: () => res.end(),
  };
  // An idle stream must notice a session that ended, too.
  const heartbeat = setInterval(async () => {
    if (!(await listener.reader().catch(() => undefined))) return res.end();
    res.write(': alive\n\n');
  }, heartbeatMs);
  res.on('close', () => {
    clearInterval(heartbeat);
    deps.live.leave(listener);
  });
  const lastId = req.headers['last-event-id'];
  await deps.live.join(listener, readPosition(typeof lastId === 'string' ? lastId : undefined));
  if (res.destroyed) deps.live.leave(listener);
  return answered;
});
