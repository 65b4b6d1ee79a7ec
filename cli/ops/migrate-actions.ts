import { readFileSync } from 'node:fs';
import type { z } from 'zod';
import {
  cancelMigration,
  getMigration,
  getMigrationPlan,
  listMigrations,
  previewMigration,
  saveMigrationPlan,
  startMigration,
  undoMigration,
} from '../../api/contract/index.ts';
import type { Streams } from '../commands/command.ts';
import type { OperatorClient } from './client.ts';
import { type Action, answer, type Call, exitCodeOf, rest } from './frame.ts';
import { BadCall, numberOf, textOf, wholeNumber } from './options.ts';
import { printTable } from './print.ts';

type Preview = z.infer<typeof previewMigration.reply>;
type Plan = NonNullable<z.infer<NonNullable<typeof previewMigration.body>>['plan']>;
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const pair = Array.from({ length: 3 }, () => 'PROCESS FROM TO: a key and two version numbers.');

/** `perennial migrate …` */
export const migrateActions: { [name: string]: Action } = {
  suggest: {
    words: pair,
    takes: [],
    async run(call) {
      const got = await call.client.call(getMigrationPlan, { params: pairOf(call) });
      return answer(call, got.suggestion.plan, () => {
        const rows = got.suggestion.entries.filter((each) => each.target !== each.element || each.reason !== 'sameId');
        const cells = rows.map((each) => [each.name, each.element, each.target, each.confidence, each.text]);
        printTable(call.streams, ['STEP', 'ID', 'BECOMES', 'HOW SURE', 'WHY'], cells);
        const stored = got.revision === 0 ? 'none' : `revision ${got.revision}`;
        call.streams.out(
          `${got.suggestion.entries.length - rows.length} keep their ids; stored plan: ${stored}; ${got.openCases} open cases\n`,
        );
        stays(call.streams, got.check.stays);
      });
    },
  },
  plan: {
    words: pair,
    takes: ['file'],
    async run(call) {
      const plan = fileOf(call);
      if (!plan) throw new BadCall('--file PLAN.json says what to store.');
      const params = pairOf(call);
      const { revision } = await call.client.call(getMigrationPlan, { params });
      const saved = await call.client.call(saveMigrationPlan, { params, body: { revision, plan } });
      return answer(call, saved, () => {
        call.streams.out(`Stored as revision ${saved.revision}\n`);
        stays(call.streams, saved.check.stays);
      });
    },
  },
  check: {
    words: pair,
    takes: ['file'],
    async run(call) {
      const whole = await previewAll(call);
      answer(call, whole, () => {
        const cells = whole.elements.map((each) => [each.name, each.element, each.target, each.cases, each.can]);
        printTable(call.streams, ['STEP', 'ID', 'BECOMES', 'CASES', 'CAN MOVE'], cells);
        const lines = whole.stays.flatMap((each) => each.reasons.map((why) => [each.title ?? '', each.instanceId, why.text]));
        if (lines.length > 0) printTable(call.streams, ['STAYS', 'CASE', 'WHY'], lines);
        call.streams.out(`${whole.tried} open cases tried: ${whole.can} can be moved, ${whole.stays.length} stay\n`);
        hidden(call.streams, whole.hidden);
      });
      return whole.stays.length > 0 ? 1 : 0;
    },
  },
  start: {
    words: pair,
    takes: ['per-second', 'wait'],
    async run(call) {
      const params = pairOf(call);
      const body = rate(call);
      const got = await call.client.call(getMigrationPlan, { params });
      const stored =
        got.revision > 0 ? got : await call.client.call(saveMigrationPlan, { params, body: { revision: 0, plan: got.suggestion.plan } });
      return follow(call, await call.client.call(startMigration, { params, body: { revision: stored.revision, ...body } }));
    },
  },
  status: {
    words: ['Name a migration or a process.'],
    takes: [],
    async run(call) {
      const [subject = ''] = call.words;
      if (uuid.test(subject)) {
        const told = await wholeStatus(call.client, subject);
        return answer(call, told, () => tell(call.streams, told));
      }
      const { items } = await call.client.call(listMigrations, { params: { process: subject } });
      return answer(call, items, () =>
        printTable(
          call.streams,
          ['MIGRATION', 'KIND', 'FROM', 'TO', 'STATUS', 'DONE', 'STAY', 'BY', 'AT', 'UNDONE'],
          items.map((each) => [
            ...[each.id, each.kind, each.from, each.to, each.status, each.counts.done],
            ...[each.counts.refused + each.counts.failed + each.counts.cancelled, each.by?.name, each.at, undoneText(each)],
          ]),
        ),
      );
    },
  },
  stop: {
    words: ['Name the migration to stop; its id stands in `migrate status PROCESS`.'],
    takes: [],
    async run(call) {
      const told = await call.client.call(cancelMigration, { params: migrationOf(call) });
      return answer(call, told, () => call.streams.out('stopped; what was moved stays moved\n'));
    },
  },
  undo: {
    words: ['Name the migration to take back.'],
    takes: ['per-second', 'wait'],
    run: async (call) => follow(call, await call.client.call(undoMigration, { params: migrationOf(call), body: rate(call) })),
  },
};

function pairOf({ words: [process = '', from = '', to = ''] }: Call): { process: string; from: number; to: number } {
  return { process, from: wholeNumber(from, 'FROM'), to: wholeNumber(to, 'TO') };
}

function migrationOf({ words: [migration = ''] }: Call): { migration: string } {
  if (!uuid.test(migration)) throw new BadCall(`“${migration}” is no migration: its id stands in \`migrate status PROCESS\`.`);
  return { migration };
}

function fileOf({ flags }: Call): Plan | undefined {
  const file = textOf(flags, 'file');
  if (file === undefined) return undefined;
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Plan;
  } catch (error) {
    throw new BadCall(`${file}: ${(error as Error).message}`);
  }
}

function rate({ flags }: Call): { perSecond?: number } {
  const perSecond = numberOf(flags, 'per-second');
  return perSecond === undefined ? {} : { perSecond };
}

async function previewAll(call: Call): Promise<Preview> {
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

async function follow(call: Call, begun: { migration: string; cases: number }): Promise<number> {
  const { client, flags, streams } = call;
  const { migration, cases } = begun;
  if (flags.wait !== true) return answer(call, begun, () => streams.out(`${migration}\n${cases} cases\n`));
  if (flags.json !== true) streams.out(`${migration}\n${cases} cases\n`);
  while ((await client.call(getMigration, { params: { migration }, query: { limit: 1 } })).finishedAt === null) await rest(500);
  const told = await wholeStatus(client, migration);
  answer(call, told, () => tell(streams, told));
  return exitCodeOf(told.counts);
}

function tell(streams: Streams, told: Status): void {
  const { counts, status, stays: staying, hidden: others, kind, from, to, process } = told;
  const lines = staying.flatMap((each) => each.reasons.map((why) => [each.title ?? '', each.instanceId, each.outcome, why.text]));
  if (lines.length > 0) printTable(streams, ['STAYS', 'CASE', 'OUTCOME', 'WHY'], lines);
  const way = kind === 'move' ? `${from} → ${to}` : `${to} → ${from}, undone`;
  const parts = [`${counts.done} ${kind === 'move' ? 'moved' : 'brought back'}`];
  parts.push(`${counts.refused} stay`, `${counts.waiting} wait`, `${counts.failed} failed`);
  if (counts.cancelled > 0) parts.push(`${counts.cancelled} not come to`);
  streams.out(`${process} ${way}: ${status}; ${parts.join(', ')}\n`);
  if (told.undone) streams.out(`${undoneText(told)}: migration ${told.undone.migration}\n`);
  hidden(streams, others);
}

/** That a move was taken back, and how far. */
function undoneText({ counts, from, undone }: Pick<Status, 'counts' | 'from' | 'undone'>): string {
  if (!undone) return '';
  const how = undone.status === 'running' ? 'being undone' : 'undone since';
  return `${how}, ${undone.done} of ${counts.done} brought back to ${from}`;
}

function hidden(streams: Streams, count: number): void {
  if (count > 0) streams.out(`${count} more are cases you may not see\n`);
}

function stays(streams: Streams, reasons: { text: string }[]): void {
  for (const each of reasons) streams.out(`stays: ${each.text}\n`);
}
