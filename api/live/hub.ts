import type { Logger } from 'pino';
import { feedEnd } from '../../db/queries/feed.ts';
import { newsEnd } from '../../db/queries/live-feed.ts';
import type { Reader } from '../access/reader.ts';
import type { LiveEvent } from '../contract/index.ts';
import { type Position, writePosition } from './position.ts';
import { type FeedSources, readBatch } from './read-batch.ts';

/** One open browser. */
export interface Listener {
  /** Reads the reader anew; undefined once his session ended. */
  reader(): Promise<Reader | undefined>;
  send(event: LiveEvent, id: string): void;
  close(): void;
}

export interface HubOptions extends FeedSources {
  log: Logger;
  now(): number;
  /** How often facts are looked for while somebody listens. */
  everyMs?: number;
}

/** Batches replayed to a browser that was away; one that missed more reads its screen anew anyway. */
const mostReplayed = 20;

/** Reads the feeds once for all browsers of this process, and only while there is one. */
export class LiveHub {
  private readonly options: HubOptions;
  private readonly listeners = new Set<Listener>();
  private position: Position | undefined;
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | undefined;
  private closed = false;

  constructor(options: HubOptions) {
    this.options = options;
  }

  /** Number of open browsers. */
  get size(): number {
    return this.listeners.size;
  }

  /** Sends `hello`, then what was missed since `from`, then whatever comes. */
  async join(listener: Listener, from: Position | undefined): Promise<void> {
    await this.running;
    const end = this.position ?? (await this.end());
    this.position ??= end;
    listener.send({ type: 'hello', now: new Date(this.options.now()).toISOString() }, writePosition(from ?? end));
    if (from) await this.replay(listener, from, end);
    // The last other browser may have left meanwhile: nobody reads on, so this one begins where it was brought to.
    this.position ??= end;
    this.listeners.add(listener);
    this.schedule();
  }

  leave(listener: Listener): void {
    this.listeners.delete(listener);
    if (this.listeners.size > 0) return;
    clearTimeout(this.timer);
    this.timer = undefined;
    // Whoever comes next begins at that moment's end.
    this.position = undefined;
  }

  async close(): Promise<void> {
    this.closed = true;
    clearTimeout(this.timer);
    for (const listener of this.listeners) listener.close();
    this.listeners.clear();
    await this.running;
  }

  private async end(): Promise<Position> {
    const [facts, news] = await Promise.all([feedEnd(this.options.pool), newsEnd(this.options.db)]);
    return { facts, ...news };
  }

  /** Up to where the others are by then: they have moved on since `end`. */
  private async replay(listener: Listener, from: Position, end: Position): Promise<void> {
    const reader = await listener.reader();
    let at = from;
    for (let count = 0; reader && count < mostReplayed && writePosition(at) !== writePosition(this.position ?? end); count += 1) {
      const others = this.position;
      const batch = await readBatch(this.options, at);
      if (!batch) {
        if (others === this.position) return;
        continue;
      }
      at = batch.until;
      for (const event of await batch.eventsFor(reader)) listener.send(event, writePosition(at));
    }
  }

  private schedule(delay = this.options.everyMs ?? 250): void {
    if (this.timer || this.closed || this.listeners.size === 0) return;
    this.timer = setTimeout(() => {
      this.timer = undefined;
      this.running = this.poll()
        .catch((error) => {
          this.options.log.warn({ err: error }, 'live events: the feed could not be read');
          return false;
        })
        .then((more) => this.schedule(more ? 0 : undefined));
    }, delay);
    this.timer.unref();
  }

  private async poll(): Promise<boolean> {
    if (!this.position) return false;
    const batch = await readBatch(this.options, this.position);
    // Whoever came last may have left meanwhile.
    if (!batch || this.listeners.size === 0) return false;
    this.position = batch.until;
    const id = writePosition(batch.until);
    await Promise.all([...this.listeners].map((listener) => this.tell(listener, batch, id)));
    return batch.full;
  }

  private async tell(listener: Listener, batch: NonNullable<Awaited<ReturnType<typeof readBatch>>>, id: string): Promise<void> {
    const reader = await listener.reader();
    if (!reader) {
      this.leave(listener);
      listener.close();
      return;
    }
    for (const event of await batch.eventsFor(reader)) listener.send(event, id);
  }
}
