import type { Variables } from '../../engine/contract/index.ts';
import type { Defaulted, Instant, JsonColumn, Optional, OptionalInstant } from '../columns.ts';

/** `held`: nobody waits yet · `reserved`: on its way to an instance · `delivered` · `expired`: its time passed unreceived. */
export type MessageStatus = 'held' | 'reserved' | 'delivered' | 'expired';

export interface MessageTable {
  id: string;
  name: string;
  correlation_key: string;
  payload: JsonColumn<Variables>;
  content_hash: Buffer;
  published_at: Instant;
  published_by: string;
  /** Instance that threw it. */
  source_instance: Optional<string>;
  expires_at: Instant;
  status: MessageStatus;
  /** Who it is reserved for, or took it. */
  instance_id: Optional<string>;
  subscription_id: Optional<number>;
  attempts: Defaulted<number>;
  /** Subscriptions that refused it (`<instance>:<id>`): not offered to them again. */
  refused: Defaulted<string[]>;
  settled_at: OptionalInstant;
  /** Multirange: when its time to live stood still. */
  paused: Defaulted<string>;
  /** `all`: one message of its own for each who waits, now or within its time. */
  receivers: Defaulted<'one' | 'all'>;
  /** The message to all that this one is a part of; then it is for this subscription, or for the start of this package's process, alone. */
  part_of: Optional<string>;
  for_instance: Optional<string>;
  for_subscription: Optional<number>;
  for_start: Optional<string>;
  for_process: Optional<string>;
  /** As of a signal. */
  chain: Optional<string>;
  hops: Optional<number>;
}

export interface MessageSubscriptionTable {
  instance_id: string;
  id: number;
  element_instance: number;
  element: string;
  name: string;
  correlation_key: string;
  status: 'open' | 'reserved' | 'closed';
  opened_at: Instant;
  /** Message it is reserved for. */
  message_id: Optional<string>;
}
