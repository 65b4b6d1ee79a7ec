import { Client, Connection } from '@temporalio/client';
import { NativeConnection } from '@temporalio/worker';
import type { Logger } from 'pino';
import type { Queryable } from '../db/queryable.ts';
import { createRelay, type Relay, tellBy } from '../runtime/relay/index.ts';

const pauseMs = 1_000;

/** Waits for a Temporal that is not there yet: a worker that starts first is no fault. */
export async function connectPatiently(address: string, say: (message: string) => void): Promise<NativeConnection> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await NativeConnection.connect({ address });
    } catch (error) {
      if (attempt === 1 || attempt % 30 === 0) say(`Temporal at ${address} does not answer yet: ${(error as Error).message.slice(0, 200)}`);
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
  }
}

export interface RelayParts {
  address: string;
  namespace: string;
  taskQueue: string;
  pool: Queryable;
}

/** A relay with a connection of its own, which comes and goes with Temporal. */
export function relayBy(parts: RelayParts, log: Pick<Logger, 'warn'>): { relay: Relay; client: Client; close(): Promise<void> } {
  const connection = Connection.lazy({ address: parts.address });
  const client = new Client({ connection, namespace: parts.namespace });
  const relay = createRelay({
    pool: parts.pool,
    tell: tellBy(client, parts.taskQueue),
    onError: (error, instanceId) => log.warn({ instanceId, reason: (error as Error).message }, 'Temporal could not be told'),
  });
  return {
    relay,
    client,
    async close() {
      await relay.close();
      await connection.close();
    },
  };
}
