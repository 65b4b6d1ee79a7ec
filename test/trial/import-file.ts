import { changeImport, checkImport, getImport, type ImportView, importRows, startImport, uploadImport } from '../../api/contract/index.ts';
import type { ApiClient } from '../helpers/api-client.ts';

/** Imports the file through the public API and gives the record each row became. */
export async function importFile(
  clerk: ApiClient,
  name: string,
  content: Uint8Array,
  say: (line: string) => void,
): Promise<Map<number, string>> {
  const uploaded = await clerk.upload(uploadImport, { name, content });
  const params = { import: uploaded.id };
  const title = uploaded.columns.find((column) => column.heading === 'Lead Number');
  if (!title) throw new Error(`the preview shows no column Lead Number: ${uploaded.columns.map((column) => column.heading).join(', ')}`);
  await clerk.call(changeImport, {
    params,
    body: {
      ...uploaded.settings,
      packageKey: 'lead',
      contactsElsewhere: true,
      dateOrder: uploaded.settings.dateOrder ?? 'dmy',
      mapping: uploaded.columns.map((column) => ({ column: column.index, field: column.index === title.index ? 'title' : null })),
    },
  });
  await clerk.call(checkImport, { params });
  const checked = await until(clerk, uploaded.id, ['checked', 'failed']);
  if (checked.status !== 'checked' || checked.counts.refused > 0)
    throw new Error(`the check says ${JSON.stringify(checked.counts)} ${checked.error ?? ''}`);
  await clerk.call(startImport, { params });
  const done = await until(clerk, uploaded.id, ['done', 'failed'], (view) =>
    say(`${view.counts.total - view.counts.waiting} of ${view.counts.total} rows`),
  );
  if (done.status !== 'done' || done.counts.created !== done.counts.total)
    throw new Error(`the import says ${JSON.stringify(done.counts)} ${done.error ?? ''}`);
  const records = new Map<number, string>();
  for (let cursor: string | null = ''; cursor !== null; ) {
    const page: { items: { row: number; recordId: string | null }[]; next: string | null } = await clerk.call(importRows, {
      params,
      query: { limit: 200, ...(cursor ? { cursor } : {}) },
    });
    for (const row of page.items) if (row.recordId) records.set(row.row, row.recordId);
    cursor = page.next;
  }
  return records;
}

async function until(
  clerk: ApiClient,
  id: string,
  wanted: ImportView['status'][],
  see: (view: ImportView) => void = () => undefined,
): Promise<ImportView> {
  for (;;) {
    const view = await clerk.call(getImport, { params: { import: id } });
    see(view);
    if (wanted.includes(view.status)) return view;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}
