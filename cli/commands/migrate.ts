import { parseArgs } from 'node:util';
import { BadCall } from '../ops/case-actions.ts';
import { OperatorClient, Refused } from '../ops/client.ts';
import { migrateActions } from '../ops/migrate-actions.ts';
import type { Command } from './command.ts';

const usage = `Usage: perennial migrate SUBCOMMAND [--json]
  suggest PROCESS FROM TO                     where each step of version FROM is in version TO, how sure that is, and why
  plan PROCESS FROM TO --file PLAN.json       store an edited plan: { "elements": { "old": "new" | null }, "waits": { "old": "keep" } }
  check PROCESS FROM TO [--file PLAN.json]    dry run on what every open case holds now: counts per step, what stays and why
  start PROCESS FROM TO [--per-second N] [--wait]
                                              move them by the stored plan (the suggested one is stored first, where there is none)
  status MIGRATION | status PROCESS           how far, which cases stay and why | all moves of a process
  undo MIGRATION [--per-second N] [--wait]    bring the moved cases back
waits: keep = the due time that runs stays; recount = the new rule from when it began; restart = the new rule from now.
Where: PERENNIAL_URL (http://127.0.0.1:8080 without it). Who: PERENNIAL_LOGIN and PERENNIAL_PASSWORD of a process owner or an administrator.
`;

/** Exit codes: 0 = done, 1 = refused, not reachable, or (check) a case would stay, 2 = wrong call. */
export const migrate: Command = async (args, streams) => {
  const read = readArgs(args);
  const [name = '', ...positionals] = read?.positionals ?? [];
  if (!read || name === '' || name === 'help') {
    streams[name === 'help' ? 'out' : 'err'](usage);
    return name === 'help' ? 0 : 2;
  }
  const action = Object.hasOwn(migrateActions, name) ? migrateActions[name] : undefined;
  const { PERENNIAL_URL: address = 'http://127.0.0.1:8080', PERENNIAL_LOGIN: login, PERENNIAL_PASSWORD: password } = process.env;
  if (!action || !login || !password) {
    streams.err(action ? 'PERENNIAL_LOGIN and PERENNIAL_PASSWORD say who works: a process owner or an administrator.\n' : usage);
    return 2;
  }
  try {
    const client = await OperatorClient.signIn(address, login, password);
    return await action({ client, positionals, flags: read.values, streams });
  } catch (error) {
    if (error instanceof BadCall) streams.err(`${error.message}\n${usage}`);
    else if (error instanceof Refused) streams.err(`Refused (${error.problem.code}): ${error.problem.message}\n`);
    else streams.err(`${address}: ${(error as Error).message}\n`);
    return error instanceof BadCall ? 2 : 1;
  }
};

function readArgs(args: string[]) {
  const text = { type: 'string' as const };
  const flag = { type: 'boolean' as const };
  try {
    return parseArgs({ args, allowPositionals: true, options: { file: text, 'per-second': text, wait: flag, json: flag } });
  } catch {
    return null;
  }
}
