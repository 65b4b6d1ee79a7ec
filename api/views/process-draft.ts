import type { Db } from '../../db/database.ts';
import { packageFiles } from '../../db/queries/packages.ts';
import { type DraftRow, findDraft, type ProcessFile } from '../../db/queries/process-drafts.ts';
import { listVersions } from '../../db/queries/process-list.ts';
import type { Finding } from '../contract/index.ts';
import { type Refusal, refuse } from '../http/refusal.ts';

/** The draft, or the newest version as a draft nobody saved yet (revision 0). */
export async function currentDraft(db: Db, key: string): Promise<DraftRow | undefined> {
  const saved = await findDraft(db, key);
  if (saved) return saved;
  const [newest] = await listVersions(db, key);
  if (!newest) return undefined;
  const files = await packageFiles(db, key, newest.version);
  return { name: newest.name, revision: 0, files, basedOn: newest.version, savedAt: newest.publishedAt, savedBy: newest.publishedBy };
}

const pathPattern = /^(?!.*\.\.)[\p{L}\p{N}][\p{L}\p{N} ._/-]*\.(bpmn|dmn|form|json)$/u;
const maxTotal = 10_000_000;

/** Names and sizes of a draft's files. What stands in them is the publish check's business. */
export function checkFiles(files: ProcessFile[]): Refusal | undefined {
  const seen = new Set<string>();
  const bad = files.find((file) => {
    const again = seen.has(file.path.toLowerCase());
    seen.add(file.path.toLowerCase());
    return again || !pathPattern.test(file.path);
  });
  if (bad)
    return refuse(
      422,
      'badPath',
      `A file cannot be called ${bad.path}, or the name occurs twice; files end in .bpmn, .dmn, .form or .json.`,
      { place: bad.path },
    );
  const total = files.reduce((sum, file) => sum + file.content.length, 0);
  return total > maxTotal
    ? refuse(413, 'tooLarge', `The files are larger than ${maxTotal} characters together.`, { params: { limit: maxTotal } })
    : undefined;
}

export function refusedBy(findings: Finding[]): Refusal {
  const [first] = findings.filter((each) => each.severity === 'error');
  return refuse(422, 'refused', first?.message ?? 'This cannot be published.', {
    element: first?.element,
    place: first?.element,
    params: { findings },
  });
}

/** Somebody else saved: who, when, and what, so that both can be compared. */
export function draftConflict(stored: DraftRow, name: string | undefined): Refusal {
  const at = stored.savedAt.toISOString();
  return refuse(
    409,
    'draftConflict',
    `${name ?? 'Somebody'} saved revision ${stored.revision} at ${at}. Compare it with yours, then save again on top of it.`,
    {
      params: {
        revision: stored.revision,
        savedBy: stored.savedBy && { id: stored.savedBy, name: name ?? stored.savedBy },
        savedAt: at,
        stored: stored.files,
      },
    },
  );
}
