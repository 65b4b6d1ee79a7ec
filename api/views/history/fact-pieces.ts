import type { HistoryFact } from '../../../db/queries/record-history.ts';
import type { CompiledPackage, FactBody, Json } from '../../../engine/contract/index.ts';
import type { ServiceTaskConfig } from '../../../engine/elements/service-task/config.ts';
import type { UserTaskConfig } from '../../../engine/elements/user-task/config.ts';
import { isMasked, type Mask, maskedName, maskedText } from '../../access/policy.ts';
import type { HistoryEntry, Locale } from '../../contract/index.ts';
import { say } from '../../texts/text.ts';
import { momentText } from '../day-text.ts';
import { fieldLabel, valueText } from '../form-view.ts';
import { incidentDetail, incidentText } from '../incident-text.ts';
import { findElement, findStage, recordFields, words } from '../packages.ts';
import { roundText } from '../rounds.ts';
import { spanText } from '../span-text.ts';

/** What one fact says in a history. `lead` pieces carry the entry of their command; the others hang on them or fold. */
export interface Piece {
  kind: HistoryEntry['kind'];
  icon: string;
  text: string;
  note?: string;
  changes?: HistoryEntry['changes'];
  lead: boolean;
}

export interface Telling {
  locale: Locale;
  zone: string;
  mask: Mask;
  pkg: CompiledPackage | undefined;
  person: (id: string | null | undefined) => { id: string; name: string } | null;
}

type Body<Type extends FactBody['type']> = Extract<FactBody, { type: Type }>;
type Tellers = { [Type in FactBody['type']]?: (body: Body<Type>, fact: HistoryFact, how: Telling) => Piece | undefined };

/** Name of the step a fact is about. */
function step(fact: HistoryFact, how: Telling): string {
  const name = fact.element ? findElement(how.pkg, fact.element)?.name : undefined;
  const shown = name ? words(how.pkg, how.locale, name) : (fact.element ?? '');
  const round = fact.round && roundText(how, [fact.round]);
  return round ? `${shown} · ${round}` : shown;
}

const noticeable = 60_000;

/** Said of what came noticeably after its own time: nothing that could do it was there, or it was set for a moment that was over. */
function overdue(lateBy: number, how: Telling): string | undefined {
  return lateBy < noticeable ? undefined : say(how.locale, 'history.lateBy', { span: spanText(lateBy, how.locale) });
}

const auto = (text: string, icon = 'IconBolt'): Piece => ({ kind: 'auto', icon, text, lead: false });
const task = (text: string, icon: string, note?: string): Piece => ({ kind: 'task', icon, text, note, lead: true });

const when = (instant: number, how: Telling) => momentText(new Date(instant), how);

/** A deadline or a timer that came to lie elsewhere, and why. */
function moved(
  key: 'history.rescheduled' | 'history.timerMoved',
  body: { why: 'calendar' | 'resumed'; was: number; calendar?: string; calendarVersion?: number },
  dueAt: number,
  fact: HistoryFact,
  how: Telling,
): Piece | undefined {
  if (body.was === dueAt) return undefined;
  const text = say(how.locale, key, { step: step(fact, how), due: when(dueAt, how), was: when(body.was, how) });
  const note =
    body.why === 'resumed'
      ? say(how.locale, 'history.byResuming')
      : say(how.locale, 'history.byCalendar', { name: body.calendar ?? '', version: body.calendarVersion ?? 0 });
  return { kind: 'task', icon: 'IconClockEdit', text, note, lead: false };
}

const tellers: Tellers = {
  instanceStarted: (_body, fact, how) =>
    auto(say(how.locale, 'history.started', { process: words(how.pkg, how.locale, how.pkg?.name ?? fact.process) }), 'IconPlayerPlay'),
  stageEntered: (body, _fact, how) => {
    if (body.from === body.stage) return undefined;
    const name = (id: string) => words(how.pkg, how.locale, findStage(how.pkg, id)?.name ?? id);
    const text = body.from
      ? say(how.locale, 'history.stageFrom', { from: name(body.from), to: name(body.stage) })
      : say(how.locale, 'history.stage', { to: name(body.stage) });
    return { kind: 'stage', icon: 'IconArrowRight', text, lead: false };
  },
  taskCompleted: (body, fact, how) => {
    const config = findElement(how.pkg, body.element)?.config as UserTaskConfig | undefined;
    const outcome = config?.outcomes?.find((each) => each.value === body.outcome);
    const done = step(fact, how);
    const result = outcome ? words(how.pkg, how.locale, outcome.name) : body.outcome;
    const isCall = how.pkg?.forms.find((form) => form.id === config?.form)?.fields.some((field) => field.type === 'callBack') ?? false;
    const text = result ? say(how.locale, 'history.result', { step: done, result }) : say(how.locale, 'history.done', { step: done });
    return { kind: isCall ? 'call' : 'task', icon: isCall ? 'IconPhone' : 'IconCheck', text, note: body.note, lead: true };
  },
  taskClaimed: (_body, fact, how) => task(say(how.locale, 'history.claimed', { step: step(fact, how) }), 'IconHandGrab'),
  taskUnclaimed: (body, fact, how) => task(say(how.locale, 'history.unclaimed', { step: step(fact, how) }), 'IconHandStop', body.reason),
  taskAssigned: (body, fact, how) => {
    const to = how.person(body.assignee)?.name;
    const text = to
      ? say(how.locale, 'history.assigned', { step: step(fact, how), to })
      : say(how.locale, 'history.toPool', { step: step(fact, how) });
    return task(text, 'IconUserShare', body.reason);
  },
  taskDeferred: (body, fact, how) => {
    const until = momentText(new Date(body.followUpAt), how);
    return task(say(how.locale, 'history.deferred', { step: step(fact, how), until }), 'IconClockPause', body.reason);
  },
  deadlinePaused: (body, fact, how) => task(say(how.locale, 'history.paused', { step: step(fact, how) }), 'IconClockPause', body.reason),
  deadlineResumed: (body, fact, how) =>
    task(say(how.locale, 'history.deadlineResumed', { step: step(fact, how), due: when(body.dueAt, how) }), 'IconClockPlay'),
  taskRescheduled: (body, fact, how) => moved('history.rescheduled', body, body.dueAt, fact, how),
  timerRescheduled: (body, fact, how) =>
    // A task's own warnings and alerts move with its deadline, which says so.
    body.timer.purpose === 'event' ? moved('history.timerMoved', { ...body, ...body.timer }, body.timer.dueAt, fact, how) : undefined,
  timerArmed: ({ timer }, fact, how) =>
    timer.skippedFrom === undefined
      ? undefined
      : auto(
          say(how.locale, 'history.firingsSkipped', {
            step: step({ ...fact, element: timer.element }, how),
            from: when(timer.skippedFrom, how),
            next: when(timer.dueAt, how),
          }),
          'IconClockOff',
        ),
  deadlineRemoved: (_body, fact, how) => task(say(how.locale, 'history.deadlineRemoved', { step: step(fact, how) }), 'IconClockOff'),
  taskCancelled: (_body, fact, how) => auto(say(how.locale, 'history.taskCancelled', { step: step(fact, how) }), 'IconX'),
  taskAlerted: (body, fact, how) => {
    const key = body.level === 'soon' ? 'history.soon' : 'history.late';
    return {
      kind: 'task',
      icon: 'IconClockExclamation',
      text: say(how.locale, key, { step: step(fact, how) }),
      note: overdue(body.lateBy, how),
      lead: false,
    };
  },
  timerFired: (body, fact, how) => {
    // The alerts' own timers say nothing that the alert does not.
    const element = findElement(how.pkg, body.element);
    return !element || element.kind === 'user-task'
      ? undefined
      : { ...auto(say(how.locale, 'history.timer', { step: step(fact, how) }), 'IconClock'), note: overdue(body.lateBy, how) };
  },
  jobCompleted: (body, fact, how) => {
    // A notice says whom it reached; that the step "is done" would be read as the person's own.
    if (!Array.isArray(body.output.told)) return jobPiece(fact, how);
    const to = body.output.told.flatMap((id) => how.person(String(id))?.name ?? []).join(', ');
    return to ? auto(say(how.locale, 'history.told', { to }), 'IconBell') : undefined;
  },
  jobFailed: (body, fact, how) =>
    auto(
      say(how.locale, body.retriesLeft > 0 ? 'history.jobRetry' : 'history.jobFailed', { step: step(fact, how), message: body.message }),
      'IconAlertTriangle',
    ),
  messageReceived: (body, _fact, how) => auto(say(how.locale, 'history.message', { name: body.name }), 'IconMessage'),
  messagePublished: (body, _fact, how) => auto(say(how.locale, 'history.messageSent', { name: body.name }), 'IconSend'),
  signalReceived: (body, _fact, how) => auto(say(how.locale, 'history.signalReceived', { name: body.name }), 'IconBroadcast'),
  signalThrown: (body, _fact, how) => auto(say(how.locale, 'history.signalThrown', { name: body.name }), 'IconBroadcast'),
  escalationThrown: (body, fact, how) =>
    auto(say(how.locale, 'history.escalated', { code: body.code || step(fact, how) }), 'IconArrowBigUpLine'),
  conditionChanged: (body, fact, how) =>
    body.holds ? auto(say(how.locale, 'history.condition', { step: step(fact, how) }), 'IconClipboardCheck') : undefined,
  loopStarted: (body, fact, how) => {
    const { total } = body.loop;
    const said = { step: step(fact, how) };
    return auto(total === null ? say(how.locale, 'history.loopOpen', said) : say(how.locale, 'history.loop', { ...said, count: total }));
  },
  loopRoundCompleted: (body, fact, how) => auto(say(how.locale, 'history.round', { step: step(fact, how), round: body.loopCounter })),
  compensationStarted: (_body, fact, how) => auto(say(how.locale, 'history.undoing', { step: step(fact, how) }), 'IconArrowBackUp'),
  compensationCompleted: (_body, _fact, how) => auto(say(how.locale, 'history.compensated'), 'IconArrowBackUp'),
  // Only what somebody chose to begin or to end; see `listHistoryFacts`.
  elementActivated: (_body, fact, how) => task(say(how.locale, 'history.begun', { step: step(fact, how) }), 'IconPlayerPlay'),
  elementCompleted: (_body, fact, how) => task(say(how.locale, 'history.finished', { step: step(fact, how) }), 'IconSquareCheck'),
  decisionEvaluated: (body, fact, how) =>
    auto(say(how.locale, 'history.decision', { step: step(fact, how) || body.decision, rules: body.matchedRules.join(', ') }), 'IconTable'),
  recordChanged: (body, _fact, how) => {
    const changes = changesOf(body.record.type, body.before, body.patch, how);
    return changes.length === 0
      ? undefined
      : {
          kind: 'data',
          icon: 'IconPencil',
          text: say(how.locale, 'history.changed', { fields: changes.map((each) => each.label).join(', ') }),
          changes,
          lead: false,
        };
  },
  incidentRaised: ({ incident: raised }, _fact, how) => {
    const incident = { ...raised, message: maskedText(how.mask, raised.message) };
    const message = incidentText(how.locale, incident, { pkg: how.pkg });
    const text = say(how.locale, 'history.incident', { message });
    // What the engine said names the place.
    return {
      kind: 'incident',
      icon: 'IconAlertTriangle',
      text,
      note: incidentDetail(incident),
      lead: false,
    };
  },
  incidentResolved: (_body, _fact, how) => ({
    kind: 'incident',
    icon: 'IconCircleCheck',
    text: say(how.locale, 'history.incidentResolved'),
    lead: true,
  }),
  overridden: (body, _fact, how) => task(say(how.locale, 'history.overridden'), 'IconShieldExclamation', body.reason),
  instanceSuspended: (body, _fact, how) => task(say(how.locale, 'history.suspended'), 'IconPlayerPause', body.reason),
  instanceResumed: (body, fact, how) => {
    const span = spanText(fact.at.getTime() - body.suspendedAt, how.locale);
    return task(say(how.locale, 'history.resumed', { span }), 'IconPlayerPlay', body.reason);
  },
  instanceModified: (body, _fact, how) => task(say(how.locale, 'history.moved'), 'IconArrowsMove', body.reason),
  variablesCorrected: (body, fact, how) => {
    // Names alone: what was there before may be another's to read.
    const names = Object.keys(body.before).join(', ');
    return task(say(how.locale, 'history.corrected', { names: names || step(fact, how) }), 'IconVariable', body.reason);
  },
  stepUndone: (_body, _fact, how) => task(say(how.locale, 'history.undone'), 'IconArrowBackUp'),
  instanceRestarted: (body, _fact, how) => auto(say(how.locale, 'history.restarted', { from: body.from }), 'IconRefresh'),
  instanceCompleted: (body, _fact, how) => ({
    kind: 'stage',
    icon: 'IconFlag',
    text: say(how.locale, body.outcome ? 'history.endedAs' : 'history.ended', { outcome: body.outcome ?? '' }),
    lead: false,
  }),
  instanceMigrated: (_body, fact, how) => ({
    kind: 'task',
    icon: 'IconArrowsExchange',
    text: say(how.locale, 'history.migrated', versionsOf(fact)),
    lead: true,
  }),
  migrationUndone: (_body, fact, how) => ({
    kind: 'task',
    icon: 'IconArrowBackUp',
    text: say(how.locale, 'history.migrationUndone', versionsOf(fact)),
    lead: true,
  }),
  taskRevised: (body, fact, how) => {
    if (body.change.dueAt === undefined) return undefined;
    if (body.change.dueAt === null) return auto(say(how.locale, 'history.deadlineGone', { step: step(fact, how) }), 'IconClockOff');
    const due = momentText(new Date(body.change.dueAt), how);
    return auto(say(how.locale, 'history.deadlineNow', { step: step(fact, how), due }), 'IconClock');
  },
  instanceCancelled: (body, _fact, how) => ({
    kind: 'stage',
    icon: 'IconFlag',
    text: say(how.locale, 'history.cancelled'),
    note: body.reason,
    lead: true,
  }),
};

function versionsOf({ versions }: HistoryFact): { from: string; to: string } {
  return { from: String(versions?.from ?? '?'), to: String(versions?.to ?? '?') };
}

/** Types of facts that a history tells; the rest is the engine's bookkeeping. */
export const toldFacts = Object.keys(tellers) as FactBody['type'][];

export function tell(fact: HistoryFact, how: Telling): Piece | undefined {
  const teller = tellers[fact.body.type] as ((body: FactBody, fact: HistoryFact, how: Telling) => Piece | undefined) | undefined;
  return teller?.(fact.body, fact, how);
}

function jobPiece(fact: HistoryFact, how: Telling): Piece {
  const element = fact.element ? findElement(how.pkg, fact.element) : undefined;
  const mail = (element?.config as ServiceTaskConfig | undefined)?.job?.jobType === 'send-email';
  const text = say(how.locale, 'history.done', { step: step(fact, how) });
  return mail ? { kind: 'mail', icon: 'IconMail', text, lead: false } : auto(text);
}

const maskedValue = (how: Telling, text: string | null) => (text === null ? null : maskedName(how.mask, text));

export function changesOf(
  type: string,
  before: { [field: string]: Json },
  patch: { [field: string]: Json },
  how: Telling,
): HistoryEntry['changes'] {
  const fields = recordFields(how.pkg, type);
  return Object.entries(patch).flatMap(([key, value]) => {
    const field = fields.find((each) => each.key === key);
    // An id is nothing to read; what it leads to stands on the page.
    if (field?.type === 'reference') return [];
    const text = (each: Json | undefined) =>
      isMasked(how.mask, field ?? { key })
        ? '…'
        : field?.type === 'user' && typeof each === 'string'
          ? (how.person(each)?.name ?? each)
          : maskedValue(how, valueText(how.pkg, how.locale, field, each));
    const [old, now] = [text(before[key]), text(value)];
    return old === now ? [] : [{ field: key, label: fieldLabel(how.pkg, how.locale, type, key), old, new: now }];
  });
}
