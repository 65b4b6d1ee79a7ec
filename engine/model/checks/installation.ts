import type { CompiledElement, CompiledPackage } from '../../contract/process.ts';
import type { Finding } from '../../elements/element.ts';
import type { JobConfig } from '../../elements/service-task/config.ts';
import type { UserTaskConfig } from '../../elements/user-task/config.ts';
import { triggersIn } from '../../triggers/multiple/parts.ts';
import type { TimerConfig } from '../../triggers/timer/config.ts';
import { finding, label, type Params } from '../findings.ts';
import type { Installation } from './index.ts';

/** What an element needs of the installation it is to run in: job types, calendars, groups. */
export function checkInstallation(element: CompiledElement, pkg: CompiledPackage, installation: Installation): Finding[] {
  const put = (rule: string, severity: Finding['severity'], params: Params) =>
    finding(rule, severity, element.id, { element: label(element), ...params });
  const found: Finding[] = [];
  const type = jobTypeOf(element);
  if (type !== undefined && installation.jobTypes && !installation.jobTypes.includes(type)) {
    found.push(put('job/type-unknown', 'error', { type, known: listed(installation.jobTypes) }));
  }
  for (const input of missingInputs(element, installation)) found.push(put('job/input-missing', 'warning', { type: type ?? '', input }));
  for (const { kind, config } of installation.now === undefined ? [] : triggersIn(element)) {
    const date = kind === 'timer' ? (config as TimerConfig).date : undefined;
    const past = date !== undefined && !date.startsWith('=') && Date.parse(date) < (installation.now ?? 0);
    if (past) found.push(put('timer/past', 'warning', { value: date }));
  }
  const calendar = calendarOf(element);
  const calendars = installation.calendars && [...installation.calendars, ...pkg.calendars.map((each) => each.name)];
  if (calendar !== undefined && calendars && !calendars.includes(calendar)) {
    found.push(put('calendar/unknown', 'error', { calendar, known: listed(calendars) }));
  }
  const groups = element.kind === 'user-task' ? (element.config as UserTaskConfig).candidateGroups.names : [];
  for (const group of groups.filter((each) => installation.groups && !installation.groups.includes(each))) {
    found.push(put('user-task/group-unknown', 'warning', { group, known: listed(installation.groups ?? []) }));
  }
  return found;
}

/** A job with a queue of its own belongs to the company's own worker: its type need not be known here. */
function jobTypeOf(element: CompiledElement): string | undefined {
  const job = (element.config as { job?: JobConfig }).job;
  return job?.queue === undefined ? job?.jobType : undefined;
}

function missingInputs(element: CompiledElement, { jobInputs = {} }: Installation): string[] {
  const type = jobTypeOf(element);
  const needed = type !== undefined && Object.hasOwn(jobInputs, type) ? jobInputs[type] : [];
  const given = (element.config as { job?: JobConfig }).job?.input.map(({ target }) => target) ?? [];
  return (needed ?? []).filter((name) => !given.includes(name));
}

function calendarOf(element: CompiledElement): string | undefined {
  const deadline = element.kind === 'user-task' ? (element.config as UserTaskConfig).deadline : undefined;
  const timer = element.trigger?.kind === 'timer' ? (element.trigger.config as TimerConfig) : undefined;
  const name = deadline?.calendar ?? timer?.calendar;
  return name === 'none' ? undefined : name;
}

function listed(names: string[]): string {
  return [...names].sort().join(', ');
}
