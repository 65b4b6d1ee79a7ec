import type { Variables } from '../../engine/contract/index.ts';
import type { Defaulted, Instant, JsonColumn, Optional, OptionalInstant } from '../columns.ts';

export interface SignalTable {
  id: string;
  name: string;
  payload: JsonColumn<Variables>;
  thrown_at: Instant;
  thrown_by: string;
  /** Instance that threw it, which got it at once. */
  source_instance: Optional<string>;
  /** Chain of cases that tell each other, and hops in it; null = it begins one. */
  chain: Optional<string>;
  hops: Optional<number>;
}

/** `refused`: it waits no longer, or cannot be started · `stopped`: an incident of the receiver holds it. */
export type SignalDeliveryStatus = 'waiting' | 'delivered' | 'refused' | 'stopped';

export interface SignalDeliveryTable {
  signal_id: string;
  /** The case that waited, or the one to be started. */
  receiver: string;
  package_key: Optional<string>;
  package_version: Optional<number>;
  process: Optional<string>;
  status: SignalDeliveryStatus;
  reason: Optional<string>;
  incident: Optional<number>;
  attempts: Defaulted<number>;
  /** Not tried before; while somebody tries it, the end of his time. */
  due_at: Instant;
  settled_at: OptionalInstant;
}

export interface SignalSubscriptionTable {
  instance_id: string;
  id: number;
  element_instance: number;
  element: string;
  name: string;
  status: 'open' | 'closed';
  opened_at: Instant;
}

export interface SignalStartTable {
  name: string;
  package_key: string;
  package_version: number;
  process: string;
}
