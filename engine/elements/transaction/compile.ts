import type { TransactionConfig } from './config.ts';

/** `method` names a protocol between companies; here the engine itself is the coordinator. */
export function compile(): TransactionConfig {
  return {};
}
