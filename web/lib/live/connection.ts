import type { LiveEvent } from '../../../api/contract/events.ts';

/** What tabs tell each other: events, and whether the leader's stream is up. */
type Word = { event: LiveEvent } | { up: boolean } | { asking: true };

export interface LiveConnection {
  close(): void;
}

/**
 * One EventSource per browser: over plain HTTP a seventh tab would hang for lack of connections. The tab that holds the lock
 * listens and passes on; when it goes, the next one gets the lock. Without Web Locks (plain HTTP on another host) only tabs in
 * sight listen.
 */
export function connectLive(onEvent: (event: LiveEvent) => void, onState: (up: boolean) => void): LiveConnection {
  const channel = new BroadcastChannel('perennial.live');
  const stop = new AbortController();
  let source: EventSource | null = null;
  let up = false;

  const setUp = (now: boolean) => {
    up = now;
    onState(now);
    channel.postMessage({ up: now } satisfies Word);
  };
  const open = () => {
    if (source) return;
    source = new EventSource('/api/events');
    source.onopen = () => setUp(true);
    source.onerror = () => setUp(false);
    source.onmessage = (message) => {
      const event = JSON.parse(message.data) as LiveEvent;
      onEvent(event);
      channel.postMessage({ event } satisfies Word);
    };
  };
  const shut = () => {
    source?.close();
    source = null;
  };
  channel.onmessage = ({ data }: MessageEvent<Word>) => {
    if ('event' in data) onEvent(data.event);
    else if ('up' in data) onState(data.up);
    else if (source) channel.postMessage({ up } satisfies Word);
  };

  if (navigator.locks) {
    channel.postMessage({ asking: true } satisfies Word);
    const released = new Promise<void>((resolve) => stop.signal.addEventListener('abort', () => resolve()));
    navigator.locks
      .request('perennial.live', { signal: stop.signal }, () => {
        open();
        return released;
      })
      .catch(() => {
        // Closed while waiting in line.
      });
  } else {
    const bySight = () => (document.hidden ? shut() : open());
    document.addEventListener('visibilitychange', bySight, { signal: stop.signal });
    bySight();
  }
  return {
    close() {
      stop.abort();
      shut();
      channel.close();
    },
  };
}
