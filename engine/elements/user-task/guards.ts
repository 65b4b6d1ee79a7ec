import type { CompleteTaskCommand, FieldProblem, Form, Json, Variables } from '../../contract/index.ts';
import { checkForm } from '../../form/check-form.ts';
import { isEmpty } from '../../kernel/records.ts';
import { labelOf } from '../../kernel/stages.ts';
import type { LiveVisit } from '../../kernel/visit.ts';
import type { Outcome, UserTaskConfig } from './config.ts';

type Task = LiveVisit<UserTaskConfig>;

/** All that is missing or wrong, field by field: the person mends it in one go. */
export function problemsOf(visit: Task, command: CompleteTaskCommand, outcome: Outcome | undefined): FieldProblem[] {
  const problems = [
    ...valueProblems(visit, command, outcome),
    ...requiredProblems(visit, command, outcome),
    ...checklistProblems(visit, command, outcome),
    ...evidenceProblems(visit, command, outcome),
  ];
  if (outcome?.note && isEmpty(command.note)) problems.push({ path: 'note', code: 'required', message: 'Write down what was said' });
  const seen = new Set<string>();
  return problems.filter(({ path, code }) => !seen.has(`${path} ${code}`) && seen.add(`${path} ${code}`));
}

export function formOf(visit: Task): Form | undefined {
  const { form } = visit.config;
  return form === undefined ? undefined : visit.pkg.forms.find((each) => each.id === form);
}

/** Values of the form are checked by it; others may be record fields (a stage may ask for them) or what the task requires by name. */
function valueProblems(visit: Task, { values, outcome: chosen }: CompleteTaskCommand, outcome: Outcome | undefined): FieldProblem[] {
  const form = formOf(visit);
  const keys = new Set(form?.fields.map((field) => field.key));
  const inForm: Variables = {};
  const fields: [string, Json][] = [];
  const problems: FieldProblem[] = [];
  const wanted = new Set([...visit.config.requiredFields.map(({ field }) => field), ...(outcome?.requires ?? [])]);
  for (const [path, value] of Object.entries(values)) {
    if (keys.has(path)) inForm[path] = value;
    if (path.includes('.')) fields.push([path, value]);
    else if (form && !keys.has(path) && !wanted.has(path)) {
      problems.push({ path, code: 'unknown', message: `The form has no field "${path.slice(0, 100)}"` });
    }
  }
  problems.push(...visit.exec.records.problems(fields.filter(([path]) => !keys.has(path))));
  if (!form) return problems;
  // A record field the form shows is filled already when the record has it: a caller need not send it again.
  const known: Variables = {};
  for (const key of keys) {
    const value = key.includes('.') ? visit.exec.records.value(key) : undefined;
    if (value !== undefined && value !== null) known[key] = value;
  }
  const options = { outcome: chosen, scope: { ...visit.scope() }, env: { now: visit.now, zone: visit.zone }, requireAll: true };
  const untouched = ({ path }: FieldProblem) => Object.hasOwn(known, path) && !Object.hasOwn(inForm, path);
  problems.push(...checkForm(form, { ...known, ...inForm }, options).filter((problem) => !untouched(problem)));
  return problems;
}

/** Fields of the task and of the outcome, and the next step where the outcome asks for one. */
function requiredProblems(visit: Task, command: CompleteTaskCommand, outcome: Outcome | undefined): FieldProblem[] {
  const problems: FieldProblem[] = [];
  const form = formOf(visit);
  const filledValue = (path: string) => {
    if (Object.hasOwn(command.values, path)) return command.values[path];
    if (path.includes('.')) return visit.exec.records.value(path);
    // What the form asks for must be said each time, not remembered from the last round.
    return form?.fields.some((field) => field.key === path) ? undefined : (visit.scope()[path] ?? undefined);
  };
  const required = visit.config.requiredFields.filter(({ when }) => when === undefined || applies(visit, command, outcome, when));
  for (const path of [...required.map(({ field }) => field), ...(outcome?.requires ?? [])]) {
    if (isEmpty(filledValue(path))) problems.push({ path, code: 'required', message: `${labelOfField(visit, path)} must be filled in` });
  }
  if (outcome?.nextStep) {
    const callBacks = form?.fields.filter((field) => field.type === 'callBack').map((field) => field.key) ?? [];
    const fixed = [...callBacks, ...outcome.requires].some((key) => !isEmpty(command.values[key]));
    if (!fixed) problems.push({ path: callBacks[0] ?? 'nextStep', code: 'required', message: 'Fix the next step before you leave' });
  }
  return problems;
}

/** A step that failed has not done what its checklist asks for. */
function checklistProblems(visit: Task, command: CompleteTaskCommand, outcome: Outcome | undefined): FieldProblem[] {
  const { config } = visit;
  const ticked = new Set(command.checklist);
  const unknown = [...ticked].filter((id) => !config.checklist.some((item) => item.id === id));
  const asked = (when: string | undefined) => when === undefined || applies(visit, command, outcome, when);
  const open = outcome?.nextStep ? [] : config.checklist.filter((item) => item.required && !ticked.has(item.id) && asked(item.when));
  return [
    ...unknown.map(
      (id): FieldProblem => ({ path: `checklist.${id}`, code: 'unknown', message: `The checklist has no item "${id.slice(0, 100)}"` }),
    ),
    ...open.map((item): FieldProblem => ({ path: `checklist.${item.id}`, code: 'checklist', message: `Not ticked: ${item.text}` })),
  ];
}

function evidenceProblems(visit: Task, command: CompleteTaskCommand, outcome: Outcome | undefined): FieldProblem[] {
  const given = command.evidence ?? {};
  const problems: FieldProblem[] = [];
  for (const item of Object.keys(given)) {
    if (visit.config.evidence.some((each) => each.id === item)) continue;
    problems.push({ path: `evidence.${item}`, code: 'unknown', message: `Nothing called "${item.slice(0, 100)}" is to be proved` });
  }
  for (const { id, text, kind, required, place, when } of visit.config.evidence) {
    const path = `evidence.${id}`;
    const attachment = Object.hasOwn(given, id) ? given[id] : undefined;
    if (attachment === undefined) {
      const asked = required && !outcome?.nextStep && (when === undefined || applies(visit, command, outcome, when));
      if (asked) problems.push({ path, code: 'evidence', message: `Missing: ${text}` });
      continue;
    }
    const attachments = visit.exec.ctx.attachments ?? {};
    const found = Object.hasOwn(attachments, attachment) ? attachments[attachment] : undefined;
    if (!found) problems.push({ path, code: 'evidence', message: `${text}: there is no such file` });
    else if (kind === 'photo' && !found.photo) problems.push({ path, code: 'photo', message: `${text}: must be a photo` });
    else if (place && !found.place) problems.push({ path, code: 'place', message: `${text}: the photo has no place` });
  }
  return problems;
}

/** A condition over the task as it would be completed; one that cannot be evaluated applies. */
function applies(visit: Task, command: CompleteTaskCommand, outcome: Outcome | undefined, when: string): boolean {
  const asked = visit.evaluate(when, { ...asNames(visit, command.values), [visit.config.outcomeVariable]: outcome?.value ?? null });
  return !asked.ok || asked.value === true;
}

/** Values by name, record fields within their record. */
function asNames(visit: Task, values: Variables): Variables {
  const names: Variables = {};
  for (const [path, value] of Object.entries(values)) {
    const [alias = '', field] = path.split('.');
    if (field === undefined) names[alias] = value;
    else names[alias] = { ...((names[alias] ?? visit.scope()[alias]) as Variables | undefined), [field]: value };
  }
  return names;
}

function labelOfField(visit: Task, path: string): string {
  return formOf(visit)?.fields.find((field) => field.key === path)?.label ?? labelOf(visit.exec, path);
}
