import type { TaskDetailRow } from '../../db/queries/task-reading.ts';
import type { CompiledElement, CompiledPackage, FormField } from '../../engine/contract/index.ts';
import { type AskedAhead, askedAhead } from '../../engine/elements/user-task/asked-ahead.ts';
import type { Outcome, UserTaskConfig } from '../../engine/elements/user-task/config.ts';
import { isMasked, maskOf } from '../access/policy.ts';
import type { Reader } from '../access/reader.ts';
import type { TaskDetail } from '../contract/index.ts';
import { isTextKey, say } from '../texts/text.ts';
import { momentText } from './day-text.ts';
import { fieldLabel, formFieldView, recordValues, sentenceText, valueText } from './form-view.ts';
import { recordFields, words } from './packages.ts';
import { variableAt } from './scope.ts';

type FormPart = Pick<
  TaskDetail,
  'outcomes' | 'outcomeVariable' | 'form' | 'values' | 'requiredFields' | 'checklist' | 'evidence' | 'about' | 'why'
>;

/** The task's form and what it stands on, in the reader's words. */
export function formPart(
  row: TaskDetailRow,
  pkg: CompiledPackage | undefined,
  element: CompiledElement<UserTaskConfig> | undefined,
  reader: Reader,
  now: number,
): FormPart {
  const { locale } = reader;
  const config = element?.config;
  const text = (english: string) => words(pkg, locale, english);
  const fields = pkg?.forms.find((form) => form.id === config?.form)?.fields ?? [];
  const record = valuesOf(row);
  const ahead = (outcome: string) => (pkg && element ? askedAhead(pkg, element, outcome, row.stage, { now, zone: reader.zone }) : []);
  const outcomeView = ({ value, name, requires, note, nextStep, hint }: Outcome) => {
    const asked = ahead(value);
    return {
      value,
      name: text(name),
      requires: [...new Set([...requires, ...asked.map(({ field }) => field)])],
      askedBy: Object.fromEntries(asked.map(({ field, stage }) => [field, stage.id])),
      note,
      nextStep,
      hint: hint ? text(hint) : null,
    };
  };
  return {
    outcomes: (config?.outcomes ?? []).map(outcomeView),
    form: fields.map((field) => formFieldView(pkg, locale, field)),
    values: Object.fromEntries(fields.map((field) => [field.key, shownValue(field, formValue(row, record, field.key), now)])),
    requiredFields: required(
      config,
      (config?.outcomes ?? []).flatMap(({ value }) => ahead(value)),
      text,
    ),
    outcomeVariable: config?.outcomeVariable ?? null,
    checklist: (config?.checklist ?? []).map(({ id, text: label, required, when }) => ({
      id,
      text: text(label),
      required,
      when: when ?? null,
    })),
    evidence: (config?.evidence ?? []).map(({ id, text: label, kind, required, place, when }) => ({
      id,
      text: text(label),
      kind,
      required,
      place,
      when: when ?? null,
    })),
    about: aboutOf(row, pkg, record, reader),
    why: whyOf(row, pkg, record, reader),
  };
}

function valuesOf(row: TaskDetailRow): Map<string, unknown> {
  if (!row.fields) return new Map();
  const { recordTitle, recordOwner: owner, recordTeam: team, recordAmount: amount, personId, organisationId, campaignId } = row;
  return recordValues({ title: recordTitle ?? '', owner, team, amount, personId, organisationId, campaignId }, row.fields);
}

/** `lead.need` is the record's; a plain key is a variable of the step. */
function formValue(row: TaskDetailRow, record: Map<string, unknown>, key: string): unknown {
  const dot = key.indexOf('.');
  const alias = dot < 0 ? undefined : key.slice(0, dot);
  if (alias !== undefined && (alias === row.recordAlias || alias === row.recordType)) return record.get(key.slice(dot + 1));
  return variableAt(row.state, row.elementInstance, key);
}

/** A call-back agreed for a moment that is over is not agreed again by leaving it there. */
function shownValue({ type, defaultValue }: FormField, value: unknown, now: number): unknown {
  if (type === 'callBack' && typeof value === 'string' && Date.parse(value) <= now) return null;
  return value ?? defaultValue ?? null;
}

/** What the step asks for, and what the stages behind its results will ask for, by their names. */
function required(config: UserTaskConfig | undefined, ahead: AskedAhead[], text: (english: string) => string): FormPart['requiredFields'] {
  const all = [
    ...(config?.requiredFields ?? []).map(({ field }) => ({ field, askedBy: null })),
    ...ahead.map(({ field, stage }) => ({ field, askedBy: text(stage.name) })),
  ];
  return all.filter((each, index) => all.findIndex((other) => other.field === each.field) === index);
}

/** Columns with a place of their own on the page, what explains the owner, and keys that only programs know. */
const notAbout = /^(title|owner|team|amount|personId|organisationId|campaignId|managerId|firstName|lastName|patronymic|channel|ownerWhy)$/;
const mostAbout = 12;

/** What a check found wrong is told to whoever corrects it; other structures are for programs. */
function isProblemList(value: unknown): boolean {
  return Array.isArray(value) && value.every((each) => typeof each === 'object' && each !== null && typeof each.message === 'string');
}

function aboutOf(row: TaskDetailRow, pkg: CompiledPackage | undefined, record: Map<string, unknown>, reader: Reader): TaskDetail['about'] {
  const type = row.recordType ?? '';
  const mask = maskOf(reader);
  return recordFields(pkg, type)
    .filter(
      (field) =>
        field.type !== 'reference' &&
        (field.type !== 'json' || isProblemList(record.get(field.key))) &&
        !notAbout.test(field.key) &&
        !isMasked(mask, field),
    )
    .flatMap((field) => {
      const value = valueText(pkg, reader.locale, field, record.get(field.key));
      const link = field.key === 'phone' && value ? `tel:${value}` : field.key === 'email' && value ? `mailto:${value}` : null;
      return value ? [{ label: fieldLabel(pkg, reader.locale, type, field.key), value, link }] : [];
    })
    .slice(0, mostAbout);
}

/** Why it is his: what the assignment said, that he took it, what the record says of its owner, or the process's own rule. Null = nobody's. */
function whyOf(row: TaskDetailRow, pkg: CompiledPackage | undefined, record: Map<string, unknown>, reader: Reader): string | null {
  const { assignment, assignee, claimedAt } = row;
  const { locale } = reader;
  if (assignee === null) return null;
  const key = `why.${assignment?.code}`;
  if (assignment && assignment.owner === assignee && isTextKey(key)) return say(locale, key, assignment.params ?? {});
  if (claimedAt) return say(locale, 'why.claimed', { at: momentText(claimedAt, reader) });
  const why = record.get('ownerWhy');
  return typeof why === 'string' && why && row.recordOwner === assignee ? sentenceText(pkg, locale, why) : say(locale, 'why.named');
}
