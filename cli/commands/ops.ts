import { readFlags } from '../ops/arguments.ts';
import { batchActions } from '../ops/batch-actions.ts';
import { BadCall, caseActions } from '../ops/case-actions.ts';
import { OperatorClient, Refused } from '../ops/client.ts';
import type { Command } from './command.ts';

const usage = `Usage: perennial ops SUBCOMMAND [--json]
  incidents                                               what is stuck
  cases [FILTER]                                          cases, by id
  state CASE [--fact N]                                   all the engine knows of it, now or after one of its facts
  retry INCIDENT [--var NAME=VALUE …]                     try again, with corrected variables
  suspend CASE [--reason TEXT]                            nothing moves it, and time stands still for its deadlines
  resume CASE [--reason TEXT]
  move CASE --reason TEXT [--cancel NUMBER …] [--start ELEMENT … [--scope NUMBER] [--var …]]
                                                          element instances (numbers as in \`state\`) end, elements begin
  set CASE --reason TEXT --var NAME=VALUE … [--scope NUMBER]
  cancel CASE --reason TEXT [--outcome WORD]
  restart CASE [--start ELEMENT] [--version N] [--var …]  a new case that goes on for one that has ended; prints its id
  undo CASE [--step FACT]                                 take back the last step of a person
  batch preview ACTION FILTER [OPTIONS]                   which cases, and what it would come to for each
  batch start ACTION FILTER [OPTIONS] [--per-second N] [--wait]
  batch status BATCH | batch list | batch stop BATCH
FILTER: --id CASE … --package KEY --at-version N --status open|completed|cancelled|failed --suspended --stage ID --element ID
        --incident CODE|* --record UUID (all that is given must hold)
ACTION: suspend, resume, modify (--cancel and --start name elements), setVariables, retryIncident [--code CODE], cancel, undo, restart
VALUE is JSON where it is some, else text. Where: PERENNIAL_URL (http://127.0.0.1:8080 without it). Who: PERENNIAL_LOGIN and
PERENNIAL_PASSWORD of a supervisor or an administrator.
`;

/** Exit codes: 0 = done, 1 = refused or not reachable, 2 = wrong call. Talks to the API: what it may do is what the person may do. */
export const ops: Command = async (args, streams) => {
  const read = readFlags(args);
  const words = read.ok ? read.value.positionals : [];
  const [name = '', ...rest] = words[0] === 'batch' ? [`batch ${words[1] ?? ''}`, ...words.slice(2)] : words;
  if (!read.ok || name === '' || name === 'help') {
    streams[read.ok ? 'out' : 'err'](`${read.ok ? '' : `${read.message}\n`}${usage}`);
    return read.ok ? 0 : 2;
  }
  const action = name.startsWith('batch ') ? own(batchActions, name.slice(6)) : own(caseActions, name);
  if (!action) {
    streams.err(`There is no \`ops ${name}\`.\n${usage}`);
    return 2;
  }
  const { PERENNIAL_URL: address = 'http://127.0.0.1:8080', PERENNIAL_LOGIN: login, PERENNIAL_PASSWORD: password } = process.env;
  if (!login || !password) {
    streams.err('PERENNIAL_LOGIN and PERENNIAL_PASSWORD say who works: a supervisor or an administrator.\n');
    return 2;
  }
  try {
    const client = await OperatorClient.signIn(address, login, password);
    await action({ client, positionals: rest, flags: read.value.flags, streams });
    return 0;
  } catch (error) {
    if (error instanceof BadCall) {
      streams.err(`${error.message}\n${usage}`);
      return 2;
    }
    if (error instanceof Refused) streams.err(`Refused (${error.problem.code}): ${error.problem.message}\n`);
    else streams.err(`${address} cannot be reached: ${(error as Error).message}\n`);
    return 1;
  }
};

function own<T>(object: { [name: string]: T }, name: string): T | undefined {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}
