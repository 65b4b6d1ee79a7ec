import { readFileSync } from 'node:fs';
import type { z } from 'zod';
import {
  getMigration,
  getMigrationPlan,
  listMigrations,
  previewMigration,
  saveMigrationPlan,
  startMigration,
  undoMigration,
} from '../../api/contract/index.ts';
import type { Streams } from '../commands/command.ts';
import { BadCall } from './case-actions.ts';
import type { OperatorClient } from './client.ts';
import { printJson, printTable } from './print.ts';

interface MigrateCall {
  client: OperatorClient;
  positionals: string[];
  flags: { file?: string; 'per-second'?: string; wait?: boolean; json?: boolean };
  streams: Streams;
}

type Preview = z.infer<typeof previewMigration.reply>;
type Plan = NonNullable<z.infer<NonNullable<typeof previewMigration.body>>['plan']>;
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** `perennial migrate …`; each answers the exit code. */
export const migrateActions: { [name: string]: (call: MigrateCall) => Promise<number> } = {
  async suggest(call) {
    const got = await call.client.call(getMigrationPlan, { params: pairOf(call) });
    if (call.flags.json) printJson(call.streams, got.suggestion.plan);
    else {
      const rows = got.suggestion.entries.filter((each) => each.target !== each.element || each.reason !== 'sameId');
      printTable(
        call.streams,
        ['STEP', 'ID', 'BECOMES', 'HOW SURE', 'WHY'],
        rows.map((each) => [each.name, each.element, each.target, each.confidence, each.text]),
      );
      call.streams.out(
        `${got.suggestion.entries.length - rows.length} keep their ids; stored plan: ${got.revision === 0 ? 'none' : `revision ${got.revision}`}; ${got.openCases} open cases\n`,
      );
      stays(call.streams, got.check.stays);
    }
    return 0;
  },
  async plan(call) {
    const plan = fileOf(call);
    if (!plan) throw new BadCall('--file PLAN.json says what to store.');
    const params = pairOf(call);
    const { revision } = await call.client.call(getMigrationPlan, { params });
    const saved = await call.client.call(saveMigrationPlan, { params, body: { revision, plan } });
    call.streams.out(`Stored as revision ${saved.revision}\n`);
    stays(call.streams, saved.check.stays);
    return 0;
  },
  async check(call) {
    const whole = await previewAll(call);
    if (call.flags.json) printJson(call.streams, whole);
    else {
      printTable(
        call.streams,
        ['STEP', 'ID', 'BECOMES', 'CASES', 'CAN MOVE'],
        whole.elements.map((each) => [each.name, each.element, each.target, each.cases, each.can]),
      );
      const lines = whole.stays.flatMap((each) => each.reasons.map((why) => [each.title ?? each.instanceId, each.instanceId, why.text]));
      if (lines.length > 0) printTable(call.streams, ['STAYS', 'CASE', 'WHY'], lines);
      call.streams.out(`${whole.tried} open cases tried: ${whole.can} can be moved, ${whole.stays.length} stay\n`);
    }
    return whole.stays.length > 0 ? 1 : 0;
  },
  async start(call) {
    const params = pairOf(call);
    const got = await call.client.call(getMigrationPlan, { params });
    const stored =
      got.revision > 0 ? got : await call.client.call(saveMigrationPlan, { params, body: { revision: 0, plan: got.suggestion.plan } });
    const begun = await call.client.call(startMigration, { params, body: { revision: stored.revision, ...rate(call) } });
    return follow(call, begun.migration, begun.cases);
  },
  async status(call) {
    const [subject = ''] = call.positionals;
    if (uuid.test(subject)) {
      const told = await wholeStatus(call.client, subject);
      if (call.flags.json) printJson(call.streams, told);
      else tell(call.streams, told);
      return 0;
    }
    if (subject === '') throw new BadCall('Name a migration or a process.');
    const { items } = await call.client.call(listMigrations, { params: { process: subject } });
    if (call.flags.json) printJson(call.streams, items);
    else
      printTable(
        call.streams,
        ['MIGRATION', 'KIND', 'FROM', 'TO', 'STATUS', 'DONE', 'STAY', 'BY', 'AT'],
        items.map((each) => [
          each.id,
          each.kind,
          each.from,
          each.to,
          each.status,
          each.counts.done,
          each.counts.refused,
          each.by?.name,
          each.at,
        ]),
      );
    return 0;
  },
  async undo(call) {
    const [migration = ''] = call.positionals;
    if (!uuid.test(migration)) throw new BadCall('Name the migration to take back.');
    const begun = await call.client.call(undoMigration, { params: { migration }, body: rate(call) });
    return follow(call, begun.migration, begun.cases);
  },
};

function pairOf({ positionals }: MigrateCall): { process: string; from: number; to: number } {
  const [process, from, to] = positionals;
  if (!process || !Number.isInteger(Number(from)) || !Number.isInteger(Number(to)) || !from || !to)
    throw new BadCall('PROCESS FROM TO: a key and two version numbers.');
  return { process, from: Number(from), to: Number(to) };
}

function fileOf({ flags }: MigrateCall): Plan | undefined {
  if (flags.file === undefined) return undefined;
  try {
    return JSON.parse(readFileSync(flags.file, 'utf8')) as Plan;
  } catch (error) {
    throw new BadCall(`${flags.file}: ${(error as Error).message}`);
  }
}

function rate({ flags }: MigrateCall): { perSecond?: number } {
  return flags['per-second'] === undefined ? {} : { perSecond: Number(flags['per-second']) };
}

async function previewAll(call: MigrateCall): Promise<Preview> {
  const plan = fileOf(call);
  const params = pairOf(call);
  let whole: Preview | undefined;
  for (let after: string | undefined; ; after = whole?.next ?? undefined) {
    const page = await call.client.call(previewMigration, { params, body: { ...(plan ? { plan } : {}), ...(after ? { after } : {}) } });
    whole = whole ? added(whole, page) : page;
    if (page.next === null) return whole;
  }
}

function added(a: Preview, b: Preview): Preview {
  const elements = new Map(a.elements.map((each) => [each.element, each]));
  for (const each of b.elements) {
    const known = elements.get(each.element);
    elements.set(each.element, known ? { ...known, cases: known.cases + each.cases, can: known.can + each.can } : each);
  }
  return { ...b, tried: a.tried + b.tried, can: a.can + b.can, elements: [...elements.values()], stays: [...a.stays, ...b.stays] };
}

type Status = Omit<z.infer<typeof getMigration.reply>, 'next'>;

async function wholeStatus(client: OperatorClient, migration: string): Promise<Status> {
  const stays: Status['stays'] = [];
  for (let cursor: string | undefined; ; ) {
    const { next, ...page } = await client.call(getMigration, { params: { migration }, query: { limit: 200, cursor } });
    stays.push(...page.stays);
    if (next === null) return { ...page, stays };
    cursor = next;
  }
}

async function follow({ client, flags, streams }: MigrateCall, migration: string, cases: number): Promise<number> {
  streams.out(`${migration}\n${cases} cases\n`);
  while (flags.wait) {
    const told = await client.call(getMigration, { params: { migration }, query: { limit: 1 } });
    if (told.status !== 'running') {
      tell(streams, await wholeStatus(client, migration));
      break;
    }
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  return 0;
}

function tell(streams: Streams, { counts, status, stays: staying, kind, from, to, process }: Status): void {
  const lines = staying.flatMap((each) => each.reasons.map((why) => [each.title ?? '', each.instanceId, why.text]));
  if (lines.length > 0) printTable(streams, ['STAYS', 'CASE', 'WHY'], lines);
  const way = kind === 'move' ? `${from} → ${to}` : `${to} → ${from}`;
  streams.out(
    `${process} ${way}: ${status}; ${counts.done} moved, ${counts.refused} stay, ${counts.waiting} wait, ${counts.failed} failed\n`,
  );
}

function stays(streams: Streams, reasons: { text: string }[]): void {
  for (const each of reasons) streams.out(`stays: ${each.text}\n`);
}
