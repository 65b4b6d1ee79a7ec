import type { RecordSnapshotRow } from '../db/queries/read-case.ts';
import type { FieldProblem, Json, RecordSnapshot, Variables } from '../engine/contract/index.ts';
import { cut } from '../engine/text/cut.ts';

/** Fields that have a column of their own; all others live in `fields`. */
export const columnOfField = new Map<string, string>([
  ['title', 'title'],
  ['owner', 'owner'],
  ['team', 'team'],
  ['amount', 'amount'],
  ['personId', 'person_id'],
  ['organisationId', 'organisation_id'],
  ['campaignId', 'campaign_id'],
]);

/** Readable by expressions, moved by the process only. */
const readOnlyFields = new Set(['id', 'number', 'stage', 'status', 'createdAt']);
const uuidPattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const longestTitle = 1000;

/** The record as expressions name it: `lead.amount`, `lead.phone`. */
export function snapshotOf(row: RecordSnapshotRow): RecordSnapshot {
  return { alias: row.alias, type: row.type, id: row.id, version: row.version, fields: fieldsOf(row) };
}

export function fieldsOf(row: RecordSnapshotRow): Variables {
  return {
    ...row.fields,
    id: row.id,
    number: row.number,
    title: row.title,
    stage: row.stage,
    status: row.status,
    owner: row.owner,
    team: row.team,
    amount: row.amount,
    personId: row.person_id,
    organisationId: row.organisation_id,
    campaignId: row.campaign_id,
    createdAt: row.created_at,
  };
}

/** What a column cannot take; fields of the record type's own are the form's business. */
export function checkRecordPatch(alias: string, patch: Variables): FieldProblem[] {
  return Object.entries(patch).flatMap(([field, value]) => {
    const message = problemOf(field, value);
    return message ? [{ path: `${alias}.${field}`, code: 'type' as const, message }] : [];
  });
}

function problemOf(field: string, value: Json): string | undefined {
  if (readOnlyFields.has(field)) return `${field} is moved by the process, not by hand`;
  if (!columnOfField.has(field)) return undefined;
  if (field === 'title') {
    return typeof value === 'string' && value.trim() !== '' && value.length <= longestTitle
      ? undefined
      : `title must be a text of 1 to ${longestTitle} characters`;
  }
  if (value === null) return undefined;
  if (field === 'amount') return typeof value === 'number' && Number.isFinite(value) ? undefined : 'amount must be a number';
  if (typeof value !== 'string') return `${field} must be a text`;
  return field.endsWith('Id') && !uuidPattern.test(value) ? `${field} must be an id (UUID)` : undefined;
}

/**
 * Lower-case words that search looks through: title and every text of the fields; words with accents also without them, so that
 * `lodz` finds `Łódź`, and phones also as bare digits.
 */
export function searchTextOf(title: string, fields: Variables): string {
  const texts = [title, ...Object.values(fields).flatMap((value) => (typeof value === 'string' ? [value] : []))];
  const words = texts.join(' ').toLowerCase().split(/\s+/).filter(Boolean);
  const plain = words.map(withoutAccents).filter((word, index) => word !== words[index]);
  const phones = texts.filter((text) => phonePattern.test(text)).map((text) => text.replace(/\D/g, ''));
  return cut([...words, ...plain, ...phones].join(' '), longestSearch);
}

const longestSearch = 4000;
const phonePattern = /^\+?[\d\s()./-]{6,40}$/;

/** Letters that Unicode does not take apart are named. */
function withoutAccents(word: string): string {
  return word.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('ł', 'l').replaceAll('ø', 'o').replaceAll('ß', 'ss');
}
