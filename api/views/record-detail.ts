import type { RecordCase, RecordDetailRow } from '../../db/queries/record-detail.ts';
import type { RecordPersonRow } from '../../db/queries/record-people.ts';
import type { CompiledPackage } from '../../engine/contract/index.ts';
import { isMasked, type Mask, maskedName, maskOf } from '../access/policy.ts';
import type { Reader } from '../access/reader.ts';
import type { RecordDetail } from '../contract/index.ts';
import { recordFieldView, recordValues, valueText } from './form-view.ts';
import { recordFields, words } from './packages.ts';
import { zoneOf } from './zones.ts';

const dayMs = 86_400_000;
/** References that are shown by name; any other would be a bare id, and stands under related records. */
const namedReferences = new Set(['personId', 'organisationId']);
/** Fields the process moves; the page shows them elsewhere. */
const processFields = new Set(['owner', 'team']);

/** Types whose values may be a sentence of the process, a country or a structure: told in words. */
const worded = new Set(['text', 'json']);
function shownValue(value: unknown, mask: Mask): unknown {
  if (value === undefined || (Array.isArray(value) && value.length === 0)) return null;
  return typeof value === 'string' ? maskedName(mask, value) : value;
}

/** Ways out, not steps ahead: shown only to a case that took one. */
const exits = new Set(['lost', 'junk', 'cancelled', 'merged']);

/** The way through the stages that are on the board, with days spent in those passed. */
export function pathOf(
  pkg: CompiledPackage | undefined,
  row: RecordDetailRow,
  entered: { stage: string; at: Date }[],
  reader: Reader,
  now: number,
): RecordDetail['path'] {
  const stages = (pkg?.stages ?? []).filter((stage) => !stage.hidden || stage.id === row.stage);
  const spent = new Map<string, number>();
  entered.forEach(({ stage, at }, index) => {
    const until = entered[index + 1]?.at.getTime() ?? now;
    spent.set(stage, (spent.get(stage) ?? 0) + until - at.getTime());
  });
  const ahead = (stage: { id: string; ends?: string }) => stage.id !== row.stage && !spent.has(stage.id);
  return stages
    .filter((stage) => !(ahead(stage) && exits.has(stage.ends ?? '')))
    .map((stage) => {
      const ms = spent.get(stage.id);
      const state = stage.id === row.stage ? ('now' as const) : ms !== undefined ? ('passed' as const) : ('ahead' as const);
      return {
        id: stage.id,
        name: words(pkg, reader.locale, stage.name),
        color: stage.color,
        state,
        days: ms === undefined ? null : Math.round((ms / dayMs) * 10) / 10,
      };
    });
}

export function fieldsOf(pkg: CompiledPackage | undefined, row: RecordDetailRow, reader: Reader, mayEdit: boolean): RecordDetail['fields'] {
  const mask = maskOf(reader);
  const { title, owner, team, amount, personId, organisationId, campaignId } = row;
  const values = recordValues({ title, owner, team, amount, personId, organisationId, campaignId }, row.fields);
  return recordFields(pkg, row.type)
    .filter((field) => !isMasked(mask, field))
    .filter((field) => field.type !== 'reference' || namedReferences.has(field.key))
    .map((field) => ({
      ...recordFieldView(pkg, reader.locale, field),
      value: shownValue(values.get(field.key), mask),
      text: worded.has(field.type) ? valueText(pkg, reader.locale, field, shownValue(values.get(field.key), mask)) : null,
      editable: mayEdit && !processFields.has(field.key),
    }));
}

export function peopleOf(row: RecordDetailRow, people: RecordPersonRow[], mask: Mask): RecordDetail['people'] {
  const shown = people.map(({ id, name, position, country, phones, emails }) => ({
    id,
    name: maskedName(mask, name),
    position,
    zone: zoneOf(country),
    phones: mask.contacts ? [] : phones,
    emails: mask.contacts ? [] : emails,
  }));
  if (shown.length > 0 || !row.contactName) return shown;
  // Not converted yet: the person is what the record itself says.
  const text = (key: string) => (typeof row.fields[key] === 'string' && row.fields[key] !== '' ? [row.fields[key]] : []);
  const position = typeof row.fields.position === 'string' ? row.fields.position : null;
  return [
    {
      id: row.id,
      name: maskedName(mask, row.contactName),
      position,
      zone: zoneOf(typeof row.fields.country === 'string' ? row.fields.country : null),
      phones: mask.contacts ? [] : text('phone'),
      emails: mask.contacts ? [] : text('email'),
    },
  ];
}

export function processOf(pkg: CompiledPackage | undefined, current: RecordCase | undefined, reader: Reader): RecordDetail['process'] {
  return current
    ? { key: current.packageKey, name: words(pkg, reader.locale, pkg?.name ?? current.packageKey), version: current.packageVersion }
    : null;
}
