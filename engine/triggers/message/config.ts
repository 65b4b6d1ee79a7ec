import type { Mapping } from '../../contract/process.ts';
import type { Outside } from '../outside.ts';

export interface MessageConfig extends Outside {
  /** Plain text, or FEEL with a leading `=`. */
  name: string;
  /** FEEL giving the key; absent = the empty key. Evaluated when the subscription opens, or the message is thrown. */
  correlationKey?: string;
  /** Throwing: payload name <- FEEL. Empty = no payload. */
  payload: Mapping[];
  /** Throwing: how long it is kept for a receiver that does not wait yet. ISO duration; absent = PT1H. */
  timeToLive?: string;
}
