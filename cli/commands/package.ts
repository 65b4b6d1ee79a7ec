import { runFamily } from '../ops/frame.ts';
import { packageActions } from '../package/actions.ts';
import { check } from './check.ts';
import type { Command } from './command.ts';

const usage = `Usage: perennial package SUBCOMMAND [--json]
  check FOLDER                       as \`perennial check FOLDER\`: every rule, the test rows of tables, the test cases; asks no server
  list                               processes: newest version, draft, open cases
  export PROCESS FOLDER [--version N | --draft] [--force]
                                     the files of the newest version, of another one, or of the draft
  publish FOLDER [--note TEXT] [--preview | --draft] [--over-draft N] [--over-version N]
                                     checks, says what changes, saves the draft and publishes it; the first time it creates the process
                                     --preview: says it and saves nothing; --draft: saves the draft, also with errors, and does not publish
A folder is a package: manifest.json and what it lists (docs/packages.md). Export and publish write .perennial.json beside it: which version and
draft the folder goes back to. A draft or a version that it does not know of is not written over, unless --over-draft or --over-version names it.
Exit code: 0 = done; 1 = refused, not there or not reachable; 2 = wrong call (of check: cannot be read).
Where: PERENNIAL_URL (http://127.0.0.1:8080 without it). Who: PERENNIAL_LOGIN and PERENNIAL_PASSWORD of a process owner or an administrator.
`;

/** A package as a folder: checked here, exchanged with an installation by its API. */
export const packages: Command = async (args, streams) => {
  const [name, ...rest] = args;
  if (name === 'check' && !rest.includes('--help')) return check(rest, streams);
  return runFamily({ name: 'package', who: 'a process owner or an administrator', usage, actions: packageActions }, args, streams);
};
