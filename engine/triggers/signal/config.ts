import type { Mapping } from '../../contract/process.ts';

export interface SignalConfig {
  /** Plain text, or FEEL with a leading `=`. */
  name: string;
  /** Throwing: payload name <- FEEL. */
  payload: Mapping[];
}
