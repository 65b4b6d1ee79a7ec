import type { z } from 'zod';
import { type batchView, cancelBatch, getBatch, listBatches, listBatchItems, previewBatch, startBatch } from '../../api/contract/index.ts';
import { actionOf, filterOf, namedAction, namedFilter, optionsOfAction } from './batch-arguments.ts';
import { type Action, answer, type Call, exitCodeOf, rest } from './frame.ts';
import { stepText } from './names.ts';
import { BadCall, numberOf } from './options.ts';
import { printTable } from './print.ts';

type BatchView = z.infer<typeof batchView>;
type Items = z.infer<typeof listBatchItems.reply>['items'];

const oneBatch = ['Which batch? Its id stands in `ops batch list`.'];
const oneAction = ['Which action? suspend, resume, modify, …'];

/** One operation on many cases. */
export const batchActions: { [name: string]: Action } = {
  'batch preview': {
    words: oneAction,
    takes: ([action = '']) => [...optionsOfAction(action), 'limit'],
    async run(call) {
      const limit = numberOf(call.flags, 'limit');
      const body = { ...(await wanted(call)), ...(limit === undefined ? {} : { limit }) };
      const preview = await call.client.call(previewBatch, { body });
      return answer(call, preview, () => {
        const [can, cannot] = [preview.items.filter((item) => item.ok), preview.items.filter((item) => !item.ok)];
        const place = (item: (typeof can)[number]) => [item.instanceId, item.processName, item.steps.map(stepText).join(', '), item.title];
        listed(call, ['CAN', 'PROCESS', 'AT', 'RECORD'], can.map(place));
        listed(
          call,
          ['CANNOT', 'PROCESS', 'AT', 'RECORD', 'CODE', 'WHY NOT'],
          cannot.map((item) => [...place(item), item.code, item.message]),
        );
        call.streams.out(`${preview.total} cases, ${preview.tried} tried: ${preview.can} can, ${preview.tried - preview.can} cannot\n`);
      });
    },
  },
  'batch start': {
    words: oneAction,
    takes: ([action = '']) => [...optionsOfAction(action), 'per-second', 'wait'],
    async run(call) {
      const { client, flags, streams } = call;
      const perSecond = numberOf(flags, 'per-second');
      let batch: BatchView = await client.call(startBatch, {
        body: { ...(await wanted(call)), ...(perSecond === undefined ? {} : { perSecond }) },
      });
      if (flags.json !== true) streams.out(`${batch.id}\n`);
      while (flags.wait === true && batch.finishedAt === null) {
        await rest(1_000);
        batch = await client.call(getBatch, { params: { batch: batch.id } });
        if (flags.json !== true) tell(call, batch);
      }
      answer(call, batch, () => undefined);
      return flags.wait === true ? exitCodeOf(batch.counts) : 0;
    },
  },
  'batch status': {
    words: oneBatch,
    takes: [],
    async run(call) {
      const params = batchOf(call);
      const batch = await call.client.call(getBatch, { params });
      const items: Items = [];
      for (let cursor: string | undefined; ; ) {
        const page = await call.client.call(listBatchItems, { params, query: { limit: 200, cursor } });
        items.push(...page.items);
        if (!page.next) break;
        cursor = page.next;
      }
      return answer(call, { ...batch, items }, () => {
        const rows = items.map((item) => [item.instanceId, item.outcome, item.code, item.newInstanceId ?? item.message]);
        printTable(call.streams, ['CASE', 'OUTCOME', 'CODE', 'MESSAGE'], rows);
        tell(call, batch);
      });
    },
  },
  'batch list': {
    takes: ['limit'],
    async run(call) {
      const page = await call.client.call(listBatches, { query: { limit: numberOf(call.flags, 'limit') ?? 20 } });
      return answer(call, page, () =>
        printTable(
          call.streams,
          ['BATCH', 'ACTION', 'STATUS', 'BY', 'AT', 'DONE', 'OF'],
          page.items.map((row) => [row.id, row.action, row.status, row.createdBy, row.createdAt, row.counts.done, row.total]),
        ),
      );
    },
  },
  'batch stop': {
    words: oneBatch,
    takes: [],
    async run(call) {
      const told = await call.client.call(cancelBatch, { params: batchOf(call) });
      return answer(call, told, () => call.streams.out('stopped; what was done stays done\n'));
    },
  },
};

const mostListed = 20;

/** The first of them, and how many more there are. */
function listed({ streams }: Call, headings: string[], rows: (string | null | undefined)[][]): void {
  if (rows.length === 0) return;
  printTable(streams, headings, rows.slice(0, mostListed));
  if (rows.length > mostListed) streams.out(`… and ${rows.length - mostListed} more (--json lists all)\n`);
}

async function wanted(call: Call) {
  const [action = ''] = call.words;
  // A wrong call is said before anything is asked.
  actionOf(action, call.flags);
  const given = filterOf(call.flags);
  if (Object.keys(given).length === 0) throw new BadCall('Which cases? At least one of --id, --package, --incident, …');
  const filter = await namedFilter(call);
  return { filter, action: await namedAction(call, action, filter) };
}

function batchOf({ words: [batch = ''] }: Call): { batch: string } {
  return { batch };
}

function tell({ streams }: Call, { status, total, counts }: BatchView): void {
  const parts = Object.entries(counts).filter(([, count]) => count > 0);
  streams.out(`${status}: ${parts.map(([outcome, count]) => `${count} ${outcome}`).join(', ')} of ${total}\n`);
}
