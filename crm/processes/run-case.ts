import { addIsoDuration } from '../../engine/calendar/index.ts';
import type { CompiledPackage, Json, Variables } from '../../engine/contract/index.ts';
import { type CaseExpectation, type CaseFile, type CaseStep, caseFile } from './case-file.ts';
import { CaseWorld } from './case-world.ts';

export interface CaseResult {
  name: string;
  ok: boolean;
  /** Where it stopped: `3: stage is "new", expected "nurture"`; steps count from 1, 0 is the start. */
  failures: string[];
  world: CaseWorld;
}

/** Runs one test case of a package in the kernel: no database, no clock but its own. Throws on what is no test case (`caseFile`). */
export function runCase(pkg: CompiledPackage, file: unknown): CaseResult {
  const read = caseFile.parse(file);
  const world = new CaseWorld(pkg, { at: read.at, record: read.record, calendar: read.calendar });
  const failures: string[] = [];
  if (!world.hasCalendar) return { name: read.name, ok: false, failures: [`0: there is no calendar ${read.calendar}`], world };
  const started = world.start(read.element, read.variables);
  if (!started.ok) failures.push(`0: the start was refused: ${started.message}`);
  const [first] = read.steps;
  // What the start itself came to is seen by the first step's `incidents`, when that step does nothing but look.
  if (first && !onlyLooks(first)) failures.push(...unexpected(world, []).map((failure) => `0: ${failure}`));
  for (const [position, step] of read.steps.entries()) {
    if (failures.length > 0) break;
    failures.push(...runStep(world, step).map((failure) => `${position + 1}: ${failure}`));
  }
  return { name: read.name, ok: failures.length === 0, failures, world };
}

function runStep(world: CaseWorld, step: CaseStep): string[] {
  const before = onlyLooks(step) ? [] : Object.keys(world.state?.incidents ?? {});
  const failure = act(world, step);
  if (failure !== undefined) return [failure];
  const failures = step.expect ? compare(world, step.expect) : [];
  return step.expect?.incidents ? failures : [...unexpected(world, before), ...failures];
}

function onlyLooks(step: CaseStep): boolean {
  return Object.keys(step).every((key) => key === 'expect');
}

/** A case that an incident stops would else only say that the next task is not there. */
function unexpected(world: CaseWorld, before: string[]): string[] {
  const raised = Object.entries(world.state?.incidents ?? {}).filter(([id]) => !before.includes(id));
  return raised.map(([, { code, element = 'the case', message }]) => `an incident (${code}) at ${element}: ${message}`);
}

/** undefined = as it should be. */
function act(world: CaseWorld, step: CaseStep): string | undefined {
  if (step.complete !== undefined) return complete(world, step, step.complete);
  if (step.job !== undefined) return completeJob(world, step, step.job);
  if (step.message !== undefined) {
    const { message: name, payload = {}, key } = step;
    const decision = world.send({
      type: 'deliverMessage',
      messageId: `m${world.facts.length}`,
      name,
      correlationKey: key ?? String(world.fields.id),
      payload,
    });
    return decision.ok ? undefined : `message ${name} was refused: ${decision.message}`;
  }
  if (step.signal !== undefined) {
    const { signal: name, payload = {} } = step;
    const decision = world.send({ type: 'deliverSignal', signalId: `s${world.facts.length}`, name, payload });
    return decision.ok ? undefined : `signal ${name} was refused: ${decision.message}`;
  }
  if (step.until !== undefined || step.after !== undefined) {
    world.now = step.until === undefined ? addIsoDuration(world.now, step.after ?? 'PT0S', world.zone) : Date.parse(step.until);
    const decision = world.send({ type: 'advance' });
    return decision.ok || decision.code === 'notYet' ? undefined : `the clock was refused: ${decision.message}`;
  }
  return undefined;
}

function complete(world: CaseWorld, step: CaseStep, element: string): string | undefined {
  const task = world.task(element);
  if (!task) return `there is no open task ${element}; open: ${openTasks(world).join(', ') || 'none'}`;
  const proofs = Object.entries(step.evidence ?? {});
  const attachments = Object.fromEntries(
    proofs.map(([proof, kind]) => [
      proof,
      {
        contentType: kind === 'file' ? 'application/pdf' : 'image/jpeg',
        size: 1000,
        photo: kind !== 'file',
        place: kind === 'photoWithPlace',
      },
    ]),
  );
  const decision = world.send(
    {
      type: 'completeTask',
      task: task.id,
      ...(step.outcome === undefined ? {} : { outcome: step.outcome }),
      values: step.values ?? {},
      ...(step.note === undefined ? {} : { note: step.note }),
      checklist: step.checklist ?? [],
      evidence: Object.fromEntries(proofs.map(([proof]) => [proof, proof])),
    },
    world.person(step.by ?? 'olga', task.task?.candidateGroups),
    attachments,
  );
  if (step.refused === undefined)
    return decision.ok ? undefined : `${element} was refused: ${decision.message} ${JSON.stringify(decision.fields ?? [])}`;
  if (decision.ok) return `${element} was accepted, expected to be refused`;
  const paths = (decision.fields ?? []).map((field) => field.path).sort();
  return different('refused fields', paths, [...step.refused].sort());
}

function completeJob(world: CaseWorld, step: CaseStep, element: string): string | undefined {
  const key = world.job(element)?.job?.key;
  if (key === undefined) return `there is no open job ${element}; live: ${world.live.map((each) => each.element).join(', ')}`;
  const created = world.facts.findLast((fact) => fact.type === 'jobCreated' && fact.job === key);
  const given = created?.type === 'jobCreated' ? created.input : {};
  const wrong = step.input && differences('input', given, step.input)[0];
  if (wrong) return wrong;
  const decision = world.send({ type: 'completeJob', job: key, output: step.output ?? {} });
  return decision.ok ? undefined : `the result of ${element} was refused: ${decision.message}`;
}

function openTasks(world: CaseWorld): string[] {
  return world.live.flatMap((each) => (each.task ? [each.element] : [])).sort();
}

function compare(world: CaseWorld, expected: CaseExpectation): string[] {
  const { live, state } = world;
  const at = (element: string, name: 'followUpAt' | 'dueAt') => {
    const instant = world.task(element)?.task?.[name];
    return instant === undefined ? null : new Date(instant).toISOString();
  };
  const iso = (text: string | null) => (text === null ? null : new Date(text).toISOString());
  const ended = world.facts.findLast((fact) => fact.type === 'instanceCompleted');
  return [
    expected.tasks && different('tasks', openTasks(world), [...expected.tasks].sort()),
    expected.jobs && different('jobs', live.flatMap((each) => (each.job ? [each.element] : [])).sort(), [...expected.jobs].sort()),
    expected.waits && different('waits', waiting(world), [...expected.waits].sort()),
    expected.stage && different('stage', state?.stage ?? null, expected.stage),
    expected.outcome && different('outcome', ended?.type === 'instanceCompleted' ? (ended.outcome ?? null) : null, expected.outcome),
    expected.incidents &&
      different(
        'incidents',
        Object.values(state?.incidents ?? {})
          .map((each) => each.code)
          .sort(),
        [...expected.incidents].sort(),
      ),
    expected.alerts &&
      different(
        'alerts',
        world.facts.flatMap((fact) => (fact.type === 'taskAlerted' ? [`${fact.element}:${fact.level}:${fact.to}`] : [])),
        expected.alerts,
      ),
    ...differences('record', world.fields, expected.record ?? {}),
    ...differences('variable', world.variables, expected.variables ?? {}),
    ...Object.entries(expected.followUp ?? {}).map(([element, time]) =>
      different(`follow-up of ${element}`, at(element, 'followUpAt'), iso(time)),
    ),
    ...Object.entries(expected.due ?? {}).map(([element, time]) => different(`due of ${element}`, at(element, 'dueAt'), iso(time))),
  ].filter((failure) => failure !== undefined);
}

/** Events that wait by timer or message. */
function waiting(world: CaseWorld): string[] {
  const timers = world.live.flatMap((each) =>
    (each.timers ?? []).filter((timer) => timer.purpose === 'event').map((timer) => timer.element),
  );
  const messages = world.live.flatMap((each) => (each.subscriptions ?? []).map((subscription) => subscription.element));
  return [...new Set([...timers, ...messages])].sort();
}

function differences(what: string, actual: Variables, expected: Variables): string[] {
  return Object.entries(expected).flatMap(([key, value]) => different(`${what}.${key}`, actual[key] ?? null, value) ?? []);
}

function different(what: string, actual: Json, expected: Json): string | undefined {
  const [one, other] = [JSON.stringify(actual), JSON.stringify(expected)];
  return one === other ? undefined : `${what} is ${one}, expected ${other}`;
}

export type { CaseFile };
