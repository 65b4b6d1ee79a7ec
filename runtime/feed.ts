import { type FeedFact, type FeedPosition, feedEnd, readFacts } from '../db/queries/feed.ts';
import type { Queryable } from '../db/queryable.ts';

export type { FeedFact, FeedPosition };

/** Facts as they became final: what live events, webhooks and rebuilds read. */
export interface Feed {
  /** At most `limit` facts after a position; the last one's `position` is where to go on. */
  readFacts(after: FeedPosition, limit: number): Promise<FeedFact[]>;
  /** Where a reader begins who wants only what comes. */
  end(): Promise<FeedPosition>;
}

export function createFeed(queryable: Queryable): Feed {
  return { readFacts: (after, limit) => readFacts(queryable, after, limit), end: () => feedEnd(queryable) };
}
