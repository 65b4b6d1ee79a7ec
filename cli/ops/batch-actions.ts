import { cancelBatch, getBatch, listBatches, listBatchItems, previewBatch, startBatch } from '../../api/contract/index.ts';
import type { Streams } from '../commands/command.ts';
import { numberOf, readAction, readFilter } from './arguments.ts';
import { type Action, BadCall, type OpsCall } from './case-actions.ts';
import { printJson, printTable } from './print.ts';

type BatchView = { id: string; action: string; status: string; total: number; counts: { [outcome: string]: number } };

/** `ops batch …`: one operation on many cases. */
export const batchActions: { [name: string]: Action } = {
  async preview(call) {
    const { client, flags, streams } = call;
    const preview = await client.call(previewBatch, {
      body: { ...wanted(call), ...(flags.limit ? { limit: numberOf(flags.limit) } : {}) },
    });
    if (flags.json) return printJson(streams, preview);
    const refused = preview.items.filter((item) => !item.ok);
    if (refused.length > 0) {
      printTable(
        streams,
        ['CASE', 'CODE', 'WHY NOT'],
        refused.map((item) => [item.instanceId, item.code, item.message]),
      );
    }
    streams.out(`${preview.total} cases, ${preview.tried} tried: ${preview.can} can, ${preview.tried - preview.can} cannot\n`);
  },
  async start(call) {
    const { client, flags, streams } = call;
    const perSecond = numberOf(flags['per-second']);
    let batch: BatchView = await client.call(startBatch, { body: { ...wanted(call), ...(perSecond === undefined ? {} : { perSecond }) } });
    streams.out(`${batch.id}\n`);
    while (flags.wait === true && batch.status === 'running') {
      await new Promise((resolve) => setTimeout(resolve, 1_000));
      batch = await client.call(getBatch, { params: { batch: batch.id } });
      tell(streams, batch);
    }
  },
  async status(call) {
    const { client, flags, streams } = call;
    const params = oneBatch(call);
    const batch = await client.call(getBatch, { params });
    const items: { instanceId: string; outcome: string; code: string | null; message: string | null; newInstanceId: string | null }[] = [];
    for (let cursor: string | undefined; ; ) {
      const page = await client.call(listBatchItems, { params, query: { limit: 200, cursor } });
      items.push(...page.items);
      if (!page.next) break;
      cursor = page.next;
    }
    if (flags.json) return printJson(streams, { ...batch, items });
    printTable(
      streams,
      ['CASE', 'OUTCOME', 'CODE', 'MESSAGE'],
      items.map((item) => [item.instanceId, item.outcome, item.code, item.newInstanceId ?? item.message]),
    );
    tell(streams, batch);
  },
  async list({ client, flags, streams }) {
    const page = await client.call(listBatches, { query: { limit: numberOf(flags.limit) ?? 20 } });
    if (flags.json) return printJson(streams, page);
    printTable(
      streams,
      ['BATCH', 'ACTION', 'STATUS', 'BY', 'AT', 'DONE', 'OF'],
      page.items.map((row) => [row.id, row.action, row.status, row.createdBy, row.createdAt, row.counts.done, row.total]),
    );
  },
  async stop(call) {
    await call.client.call(cancelBatch, { params: oneBatch(call) });
    call.streams.out('stopped; what was done stays done\n');
  },
};

function wanted({ positionals, flags }: OpsCall) {
  const action = readAction(positionals[0], flags);
  if (!action.ok) throw new BadCall(action.message);
  // For a restart `--element` would be read as a place to begin at; that is `--start`.
  const filter = readFilter(flags);
  if (!filter.ok) throw new BadCall(filter.message);
  if (Object.values(filter.value).every((value) => value === undefined))
    throw new BadCall('Which cases? At least one of --id, --package, --incident, …');
  return { filter: filter.value, action: action.value };
}

function oneBatch({ positionals }: OpsCall): { batch: string } {
  if (!positionals[0]) throw new BadCall('Which batch? Its id stands in `ops batch list`.');
  return { batch: positionals[0] };
}

function tell({ out }: Streams, { status, total, counts }: BatchView): void {
  const parts = Object.entries(counts).filter(([, count]) => count > 0);
  out(`${status}: ${parts.map(([outcome, count]) => `${count} ${outcome}`).join(', ')} of ${total}\n`);
}
