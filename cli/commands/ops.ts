import { batchActions } from '../ops/batch-actions.ts';
import { caseActions } from '../ops/case-actions.ts';
import { runFamily } from '../ops/frame.ts';
import { startActions } from '../ops/start-actions.ts';
import type { Command } from './command.ts';

const usage = `Usage: perennial ops SUBCOMMAND [--json]
  start PROCESS [--version N] [--variables JSON] [--var NAME=VALUE …] [--id ID]
                                                          a new case; prints its id, and what it opened
  signal NAME [--payload JSON] [--var …] [--id ID]        to every case that waits for it, and to what it starts
  message NAME [--key KEY] [--payload JSON] [--var …] [--time-to-live PT1H] [--all] [--id ID]
                                                          to the case that waits for name and key; --all: to all of them
  elements PROCESS [--at-version N]                       its elements: name, id, kind, open cases at each
  incidents [--limit N]                                   what is stuck
  mails [--limit N]                                       mails about it that were refused, or may not have left
  cases [FILTER without --id] [--limit N]                 cases, by id
  caught-mails [--limit N]                                mails caught while no mail server is set (SMTP_URL), newest first; of an administrator
  state CASE [--fact N]                                   where it stands since when, what it waits for, its variables, now or after one of
                                                          its facts; --json: all the engine knows of it
  retry INCIDENT [--var NAME=VALUE …]                     try again, with corrected variables, and tell what came of it
  suspend CASE [--reason TEXT]                            nothing moves it, and time stands still for its deadlines
  resume CASE [--reason TEXT]
  move CASE --reason TEXT [--cancel NUMBER|ELEMENT …] [--start ELEMENT … [--scope NUMBER] [--var …]]
                                                          element instances (numbers as in \`state\`) end, elements begin
  set CASE --reason TEXT --var NAME=VALUE … [--scope NUMBER]
  cancel CASE --reason TEXT [--outcome WORD]
  restart CASE [--start ELEMENT] [--version N] [--var …] [--force]
                                                          a new case that goes on for one that has ended; prints its id
                                                          --force: also while another one goes on for it
  undo CASE [--step FACT]                                 take back the last step of a person
  batch preview ACTION FILTER [OPTIONS] [--limit N]       which cases, and what it would come to for each
  batch start ACTION FILTER [OPTIONS] [--per-second N] [--wait]
  batch status BATCH | batch list [--limit N] | batch stop BATCH
FILTER: --id CASE … --package KEY --at-version N --status open|completed|cancelled|failed --suspended --stage ID --element ID
        --incident CODE|* --record UUID (all that is given must hold)
ACTION, with its OPTIONS: suspend, resume [--reason]; modify --reason [--cancel ELEMENT …] [--start ELEMENT … [--var …]];
        setVariables --reason --var …; retryIncident [--code CODE] [--var …]; cancel --reason [--outcome]; undo;
        restart [--start ELEMENT] [--version N] [--var …] [--force]
PROCESS is a key or a name, ELEMENT an id or a name. --id of start, signal, message: the same again under it is done once.
--limit: how many are listed (50, batches 20), of a preview how many are tried (1,000). VALUE is JSON where it is some, else text.
Exit code: 0 = done; 1 = refused, not there, failed again, not reachable, or (--wait) not done for some cases; 2 = wrong call.
Where: PERENNIAL_URL (http://127.0.0.1:8080 without it). Who: PERENNIAL_LOGIN and PERENNIAL_PASSWORD of a supervisor or an administrator.
`;

const actions = { ...startActions, ...caseActions, ...batchActions };

/** Talks to the API: what it may do is what the person may do. */
export const ops: Command = (args, streams) =>
  runFamily({ name: 'ops', who: 'a supervisor or an administrator', usage, actions }, args, streams);
