import { describeImport, type ImportRefusal } from '../../crm/channels/file-import/index.ts';
import type { ApiContext } from '../context.ts';
import type { ImportView } from '../contract/index.ts';
import { notFound, type Refusal, refuse } from '../http/refusal.ts';
import { iso } from './task-row.ts';

export async function importView(context: ApiContext, id: string): Promise<ImportView | Refusal> {
  const view = await describeImport(context.db, id);
  if (!view) return notFound('import');
  return { ...view, startedAt: iso(view.startedAt), finishedAt: iso(view.finishedAt) };
}

const statuses: { [code: string]: number } = { wrongState: 409, tooLarge: 413 };

export function importRefused({ code, message }: ImportRefusal): Refusal {
  return code === 'notFound' ? notFound('import') : refuse(statuses[code] ?? 422, code, message);
}
