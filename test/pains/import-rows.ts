import { getImport, type ImportView, importRows, listRecords, startImport, uploadImport } from '../../api/contract/index.ts';
import type { Installation } from '../../cli/product/start-installation.ts';
import { ApiClient, ApiError } from '../helpers/api-client.ts';

export interface ImportRun {
  counts: ImportView['counts'];
  /** Rows by outcome, read one by one. */
  outcomes: { [outcome: string]: number };
  /** Different leads named by created rows. */
  leads: number;
  /** Rows settled when API and worker were killed. */
  killedAt: number;
  /** Slowest reading of the list while the import ran, without the time the API was down. */
  slowestListMs: number;
  seconds: number;
}

/** Every hundredth row is invalid, every fiftieth repeats the e-mail of the row before. */
export function rowsFile(rows: number): { content: Uint8Array; created: number; duplicate: number; refused: number } {
  const lines = ['title;email;Order volume a month'];
  const told = { created: 0, duplicate: 0, refused: 0 };
  for (let row = 0; row < rows; row += 1) {
    const repeated = row % 50 === 49;
    const invalid = row % 100 === 7;
    told[invalid ? 'refused' : repeated ? 'duplicate' : 'created'] += 1;
    lines.push(`Lead ${row};p${repeated ? row - 1 : row}@p25.example;${invalid ? 'many' : row}`);
  }
  return { content: new TextEncoder().encode(lines.join('\n')), ...told };
}

/** Imports the rows, kills API and worker (SIGKILL) when the share is settled, and waits: it has to go on by itself. */
export async function importWithKill(
  installation: Installation,
  content: Uint8Array,
  killShare: number,
  say: (line: string) => void = () => undefined,
): Promise<ImportRun> {
  // The clerk of the seeded staff.
  const clerk = new ApiClient(installation.url);
  await clerk.signIn('ewa', 'perennial');
  const started = performance.now();
  const { id } = await clerk.upload(uploadImport, { name: 'leads.csv', content });
  const params = { import: id };
  await clerk.call(startImport, { params });
  let killedAt = 0;
  let slowestListMs = 0;
  let view: ImportView | undefined;
  while (view?.status !== 'done') {
    await new Promise((resolve) => setTimeout(resolve, 200));
    try {
      const before = performance.now();
      await clerk.call(listRecords, { query: { limit: 25 } });
      const listMs = performance.now() - before;
      view = await clerk.call(getImport, { params });
      slowestListMs = Math.max(slowestListMs, listMs);
    } catch (error) {
      if (killedAt === 0 || (error instanceof ApiError && error.status < 500)) throw error;
      continue;
    }
    if (view.status === 'failed') throw new Error(`the import failed: ${view.error}`);
    const settled = view.counts.total - view.counts.waiting;
    say(`${settled} of ${view.counts.total} rows`);
    if (killedAt === 0 && view.counts.total > 0 && settled >= view.counts.total * killShare) {
      killedAt = settled;
      for (const pid of [installation.pids.api, installation.pids.worker]) process.kill(pid, 'SIGKILL');
    }
  }
  const seconds = (performance.now() - started) / 1000;
  return { counts: view.counts, ...(await readOutcomes(clerk, id)), killedAt, slowestListMs, seconds };
}

async function readOutcomes(clerk: ApiClient, id: string): Promise<Pick<ImportRun, 'outcomes' | 'leads'>> {
  const outcomes: { [outcome: string]: number } = {};
  const rows = new Set<number>();
  const leads = new Set<string>();
  for (let cursor: string | null = ''; cursor !== null; ) {
    const page: Awaited<ReturnType<typeof readPage>> = await readPage(clerk, id, cursor);
    for (const row of page.items) {
      if (rows.has(row.row)) throw new Error(`row ${row.row} is listed twice`);
      rows.add(row.row);
      outcomes[row.outcome] = (outcomes[row.outcome] ?? 0) + 1;
      if (row.outcome === 'created' && row.recordId) leads.add(row.recordId);
    }
    cursor = page.next;
  }
  return { outcomes, leads: leads.size };
}

function readPage(clerk: ApiClient, id: string, cursor: string) {
  return clerk.call(importRows, { params: { import: id }, query: { limit: 200, ...(cursor ? { cursor } : {}) } });
}
