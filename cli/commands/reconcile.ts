import { Client, Connection } from '@temporalio/client';
import { openDatabase } from '../../db/database.ts';
import { newEpoch } from '../../runtime/epoch/index.ts';
import { reconcile as reconcileAll } from '../../runtime/reconcile/index.ts';
import { createRelay, defaultTaskQueue, tellBy } from '../../runtime/relay/index.ts';
import type { Command } from './command.ts';

const usage = `Usage: perennial reconcile [--restored] [--rate N]
  Tells the workflow of every open case again; missing ones are started. Harmless at any time.
  --restored  Postgres was restored or failed over: jobs begun before become uncertain.
  --rate N    cases a second (default 200)
  DATABASE_URL, TEMPORAL_ADDRESS and TEMPORAL_NAMESPACE say where.
`;

/** Exit codes: 0 = told, 1 = a server does not answer, 2 = wrong call. */
export const reconcile: Command = async (args, { out, err }) => {
  const options = readArgs(args);
  const { DATABASE_URL: url, TEMPORAL_ADDRESS: address = '127.0.0.1:7233', TEMPORAL_NAMESPACE: namespace = 'default' } = process.env;
  if (!options || !url) {
    err(options ? 'DATABASE_URL is not set.\n' : usage);
    return 2;
  }
  const database = openDatabase(url, { name: 'perennial reconcile', connections: 4 });
  let connection: Connection | undefined;
  try {
    connection = await Connection.connect({ address, connectTimeout: '10s' });
    const client = new Client({ connection, namespace });
    const relay = createRelay({ pool: database.pool, tell: tellBy(client, process.env.TEMPORAL_TASK_QUEUE ?? defaultTaskQueue) });
    if (options.restored) out(`New epoch ${await newEpoch(database.pool)}\n`);
    const done = await reconcileAll({
      pool: database.pool,
      relay,
      client,
      rate: options.rate,
      onProgress: (told) => out(`${told} cases told\n`),
    });
    await relay.close();
    out(`${done.told} open cases told, ${done.ended} workflows of ended cases told to end\n`);
    return 0;
  } catch (error) {
    err(`Could not reconcile: ${(error as Error).message}\n`);
    return 1;
  } finally {
    await connection?.close();
    await database.close();
  }
};

function readArgs(args: string[]): { restored: boolean; rate: number } | undefined {
  const options = { restored: false, rate: 200 };
  for (let at = 0; at < args.length; at += 1) {
    if (args[at] === '--restored') options.restored = true;
    else if (args[at] === '--rate') {
      options.rate = Number(args[at + 1]);
      at += 1;
    } else return undefined;
  }
  return Number.isFinite(options.rate) && options.rate > 0 ? options : undefined;
}
