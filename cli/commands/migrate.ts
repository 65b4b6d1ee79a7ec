import { runFamily } from '../ops/frame.ts';
import { migrateActions } from '../ops/migrate-actions.ts';
import type { Command } from './command.ts';

const usage = `Usage: perennial migrate SUBCOMMAND [--json]
  suggest PROCESS FROM TO                     where each step of version FROM is in version TO, how sure that is, and why
  plan PROCESS FROM TO --file PLAN.json       store an edited plan: { "elements": { "old": "new" | null }, "waits": { "old": "keep" } }
  check PROCESS FROM TO [--file PLAN.json]    dry run on what every open case holds now: counts per step, what stays and why
  start PROCESS FROM TO [--per-second N] [--wait]
                                              move them by the stored plan (the suggested one is stored first, where there is none)
  status MIGRATION | status PROCESS           how far, which cases stay and why | all moves of a process
  stop MIGRATION                              no more cases are moved; what was moved stays moved
  undo MIGRATION [--per-second N] [--wait]    bring the moved cases back
waits: keep = the due time that runs stays; recount = the new rule from when it began; restart = the new rule from now.
Exit code: 0 = done; 1 = refused, not reachable, or a case stays (check, --wait); 2 = wrong call.
Where: PERENNIAL_URL (http://127.0.0.1:8080 without it). Who: PERENNIAL_LOGIN and PERENNIAL_PASSWORD of a process owner or an administrator.
`;

export const migrate: Command = (args, streams) =>
  runFamily({ name: 'migrate', who: 'a process owner or an administrator', usage, actions: migrateActions }, args, streams);
