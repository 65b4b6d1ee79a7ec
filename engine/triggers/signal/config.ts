import type { Mapping } from '../../contract/process.ts';
import type { Outside } from '../outside.ts';

export interface SignalConfig extends Outside {
  /** Plain text, or FEEL with a leading `=`. */
  name: string;
  /** Throwing: payload name <- FEEL. */
  payload: Mapping[];
}
