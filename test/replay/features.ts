import { createHash } from 'node:crypto';
import type { Fact, InstanceState } from '../../engine/contract/index.ts';
import { defaultLimits } from '../../engine/contract/index.ts';
import { applyFact } from '../../engine/kernel/apply-fact.ts';
import { anna, boris, type Case, chief, given } from '../../engine/kernel/testing/case.ts';

import { type ProcessBuilder, packageOf, process } from '../../engine/kernel/testing/process-builder.ts';
import { migrated, movedMemos } from './migrated.ts';

/** What is stored of a case: its facts, a fingerprint of the state after each, and the last state in full. */
export interface StoredLog {
  feature: string;
  facts: Fact[];
  fingerprints: string[];
  state: InstanceState;
}

/** Folds a log fact by fact. What a fact changed and a later one undid shows only in between. */
export function fingerprintsOf(
  facts: Fact[],
  apply: typeof applyFact = applyFact,
): { fingerprints: string[]; state: InstanceState | null } {
  let state: InstanceState | null = null;
  const fingerprints = facts.map((fact) => {
    state = apply(state, fact);
    return createHash('sha256').update(canonical(state)).digest('hex').slice(0, 16);
  });
  return { fingerprints, state };
}

/** JSON with sorted keys. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const entries = Object.entries(value).filter(([, each]) => each !== undefined);
  return `{${entries
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, each]) => `${JSON.stringify(key)}:${canonical(each)}`)
    .join()}}`;
}

const incident = (run: Case) => run.incidents[0]?.id as number;

/** One case per shipped feature, told as commands. New features are appended; a stored log is never written again. */
export const features: { [name: string]: () => Case } = {
  'task-life': () => {
    const alerts = [
      { at: 'warn', to: 'assignee', level: 'soon' },
      { at: 'late', to: 'supervisor', level: 'late' },
    ];
    const outcomes = ['yes', 'no'].map((value) => ({ value, name: value, requires: [], note: false, nextStep: false }));
    const task = { groups: ['sales'], outcomes, deadline: { due: 'PT4H', warn: '50%', alerts } };
    const run = given(packageOf(process().startEvent('s').userTask('call', task).userTask('next').chain('s', 'call', 'next'))).start({
      n: 1,
    });
    const id = run.one('call').id;
    run.must({ type: 'claim', task: id });
    run.must({ type: 'saveDraft', task: id, draft: { note: 'half' } });
    run.must({ type: 'unclaim', task: id, reason: 'lunch' });
    run.as(chief).must({ type: 'assign', task: id, assignee: 'boris' });
    run.advance('2027-02-01T12:30:00Z');
    run.as(boris).must({ type: 'defer', task: id, followUpAt: run.now + 3_600_000, reason: 'in a meeting' });
    run.complete('call', { result: 'ok' }, { outcome: 'yes', note: 'fine' });
    return run;
  },
  'record-and-stage': () => {
    const pkg = packageOf(
      process()
        .startEvent('s', 'none', { stage: 'new' })
        .userTask('need', {}, { stage: 'need' })
        .endEvent('won', 'none', { stage: 'won' })
        .chain('s', 'need', 'won'),
      {
        recordType: 'deal',
        stages: ['new', 'need', 'won'].map((id) => ({
          id,
          name: id,
          color: 'teal',
          requiredFields: [],
          ...(id === 'won' ? { ends: 'won' as const } : {}),
        })),
      },
    );
    const run = given(pkg, { records: [{ alias: 'deal', type: 'deal', id: 'D1', version: 1, fields: { amount: 1 } }] }).start();
    run.must({ type: 'changeRecord', alias: 'deal', patch: { amount: 5 } });
    run.complete('need', { 'deal.need': 'labels' });
    return run;
  },
  gateways: () => {
    const pkg = packageOf(
      process()
        .startEvent('s')
        .parallel('f')
        .inclusive('o')
        .userTask('a')
        .userTask('b')
        .userTask('c')
        .inclusive('oj')
        .parallel('j')
        .exclusive('x')
        .userTask('end')
        .chain('s', 'f', 'o')
        .flow('o', 'a', { condition: 'n > 1' })
        .flow('o', 'b', { condition: 'n > 2' })
        .chain('a', 'oj', 'j')
        .chain('b', 'oj')
        .chain('f', 'c', 'j', 'x', 'end'),
    );
    const run = given(pkg).start({ n: 3 });
    run.complete('b');
    run.complete('c');
    run.complete('a');
    return run;
  },
  'jobs-and-incidents': () => {
    const pkg = packageOf(
      process().startEvent('s').serviceTask('j').exclusive('x').userTask('n').chain('s', 'j', 'x').flow('x', 'n', { condition: 'ready' }),
    );
    const run = given(pkg).start();
    const job = run.one('j').job?.key as string;
    run.must({ type: 'failJob', job, error: { code: 'down', message: 'x' }, retriesLeft: 1 });
    run.must({ type: 'failJob', job, error: { code: 'down', message: 'x' }, retriesLeft: 0 });
    run.must({ type: 'retryIncident', incident: incident(run) });
    run.done('j', { ready: false });
    run.must({ type: 'completeJob', job, output: {} });
    run.must({ type: 'retryIncident', incident: incident(run), variables: { ready: true } });
    return run;
  },
  events: () => {
    const pkg = packageOf(
      process()
        .startEvent('s')
        .subProcess('sub', (inner) => inner.startEvent('is').userTask('w').endEvent('ie', { error: 'E' }).chain('is', 'w', 'ie'), {
          inputs: { v: '"local"' },
        })
        .boundaryEvent('remind', 'sub', { timer: { cycle: 'R2/PT1H' } }, { interrupting: false })
        .boundaryEvent('wrote', 'sub', { message: { name: 'wrote', correlationKey: 'key' } }, { interrupting: false })
        .boundaryEvent('bad', 'sub', { error: 'E', codeVariable: 'code' })
        .endEvent('re')
        .eventBased('g')
        .catchEvent('m', { message: 'go' })
        .catchEvent('t', { timer: { duration: 'P1D' } })
        .throwEvent('out', { message: { name: 'out', payload: [{ source: 'code', target: 'code' }] } })
        .userTask('n')
        .chain('s', 'sub')
        .chain('remind', 're')
        .chain('wrote', 're')
        .chain('bad', 'g', 'm', 'out', 'n')
        .chain('g', 't', 'n'),
    );
    const run = given(pkg).start({ key: 'K' });
    run.advance('2027-02-01T11:30:00Z');
    run.message('wrote', { x: 1 }, 'K');
    run.as(anna).complete('w', { v: 'changed' });
    run.message('go');
    return run;
  },
  'calls-and-terminate': () => {
    const inner = process('inner').startEvent('is').userTask('w').endEvent('ie').chain('is', 'w', 'ie');
    const main = process('main')
      .startEvent('s')
      .parallel('f')
      .callActivity('call', 'inner', { inputs: { a: '1' }, outputs: { b: 'r' } })
      .serviceTask('j')
      .endEvent('stop', 'terminate', { outcome: 'done' })
      .chain('s', 'f', 'call', 'stop')
      .chain('f', 'j');
    const run = given(packageOf([main, inner])).start();
    run.complete('w', { r: 2 });
    return run;
  },
  cancelled: () => {
    const run = given(
      packageOf(
        process()
          .startEvent('s')
          .userTask('a')
          .boundaryEvent('t', 'a', { timer: { duration: 'P1D' } })
          .chain('s', 'a'),
      ),
    ).start();
    run.must({
      type: 'raiseIncident',
      code: 'stopped',
      message: 'x',
      elementInstance: run.one('a').id,
      trigger: { kind: 'timer', timer: run.one('a').timers?.[0]?.id },
    });
    run.as(chief).must({ type: 'override', reason: 'r', command: { type: 'claim', task: run.one('a').id } });
    run.must({ type: 'cancel', reason: 'merged', outcome: 'merged' });
    return run;
  },
  'event-sub-process': () => {
    const pkg = packageOf(
      process()
        .startEvent('s')
        .parallel('f')
        .task('a')
        .userTask('b')
        .parallel('j')
        .chain('s', 'f', 'a', 'j')
        .chain('f', 'b', 'j')
        .subProcess('esp', (inner) => inner.startEvent('stop', { message: 'stop' }).userTask('w').chain('stop', 'w'), {
          triggeredByEvent: true,
        })
        .subProcess(
          'also',
          (inner) =>
            inner
              .startEvent('late', { timer: { duration: 'P1D' } })
              .userTask('v')
              .chain('late', 'v'),
          { triggeredByEvent: true },
        ),
    );
    const run = given(pkg).start();
    run.message('stop', { why: 'ill' });
    return run;
  },
  'step-limit': () => {
    const builder = process().startEvent('s').parallel('f').chain('s', 'f');
    for (const id of ['a', 'b', 'c', 'd']) builder.userTask(id).chain('f', id);
    const run = given(packageOf(builder), { limits: { ...defaultLimits, steps: 3, variableSize: 1_000, valueSize: 1_000 } }).start();
    run.must({ type: 'retryIncident', incident: incident(run) });
    return run;
  },
  chain: () => {
    const pkg = packageOf(
      process()
        .startEvent('s', { signal: 'go' })
        .parallel('f')
        .serviceTask('work')
        .catchEvent('soon', { timer: { duration: 'PT0S' } })
        .throwEvent('on', { signal: 'go' })
        .throwEvent('last', { signal: 'go' })
        .endEvent('e')
        .chain('s', 'f', 'work', 'on', 'e')
        .chain('f', 'soon', 'last', 'e'),
    );
    const run = given(pkg, { limits: { ...defaultLimits, hops: 100 }, chain: { id: 'x', hops: 100 } }).start(
      {},
      { signal: { name: 'go', payload: {} } },
    );
    run.context = {};
    run.done('work');
    run.must({ type: 'retryIncident', incident: incident(run) });
    run.advance('2027-02-01T10:00:01Z');
    return run;
  },
  'repeated-activities': () => {
    const loop = { kind: 'multi-instance' as const, sequential: false, collection: 'rooms', item: 'room', events: [] };
    const pkg = packageOf(
      process()
        .startEvent('s')
        .userTask('look', {}, { loop: { ...loop, outputCollection: 'notes', outputItem: 'note' } })
        .scriptTask('count', '{ n: n + 1 }', undefined, { loop: { kind: 'standard', testBefore: false, condition: 'n < 3' } })
        .task('fan out', { completionQuantity: 2 })
        .task('collect', { startQuantity: 2 })
        .userTask('after')
        .chain('s', 'look', 'count', 'fan out', 'collect', 'after'),
    );
    const run = given(pkg).start({ rooms: ['a', 'b'], n: 0 });
    for (const note of ['second', 'first']) {
      const open = run.live.filter((each) => each.task).at(-1);
      run.must({ type: 'completeTask', task: open?.id as number, values: { note } });
    }
    return run;
  },
  'signals-conditions-escalations': () => {
    const pkg = packageOf(
      process()
        .startEvent('s')
        .parallel('f')
        .catchEvent('both', { all: [{ signal: 'go' }, { message: 'm' }] })
        .userTask('work')
        .boundaryEvent('rich', 'work', { condition: 'amount > 100' }, { interrupting: false })
        .boundaryEvent('stop', 'work', { condition: 'amount < 0' })
        .boundaryEvent('boss', 'work', { escalation: 'E' }, { interrupting: false })
        .throwEvent('tell', { any: [{ signal: 'go' }, { escalation: 'E' }] })
        .userTask('a')
        .userTask('b')
        .userTask('c')
        .catchEvent('later', { signal: 'later' })
        .userTask('d')
        .chain('f', 'later', 'd')
        .chain('s', 'f', 'both', 'a')
        .chain('f', 'work')
        .chain('f', 'c', 'tell')
        .chain('rich', 'b'),
    );
    const run = given(pkg, { records: [{ alias: 'deal', type: 'deal', id: 'D1', version: 1, fields: { amount: 2 } }] }).start();
    run.complete('c', { amount: 200 });
    run.message('m', { from: 'm' });
    run.complete('a', { amount: 50 });
    run.must({ type: 'deliverSignal', signalId: 'L1', name: 'later', payload: { told: true } });
    run.must({ type: 'changeRecord', alias: 'deal', patch: { amount: 1 } });
    run.complete('d', { amount: -1 });
    return run;
  },
  'compensation-and-complex-join': () => {
    const pkg = packageOf(
      process()
        .startEvent('s')
        .transaction('buy', (inner) =>
          inner
            .startEvent('is')
            .userTask('pay')
            .userTask('pay back', {}, { forCompensation: true })
            .boundaryEvent('edge', 'pay', { compensate: { handler: 'pay back' } })
            .endEvent('given up', 'cancel')
            .chain('is', 'pay', 'given up'),
        )
        .boundaryEvent('cancelled', 'buy', 'cancel')
        .parallel('f')
        .userTask('a')
        .userTask('b')
        .complex('join', 'activationCount >= 1')
        .subProcess('booking', (inner) =>
          inner
            .startEvent('bs')
            .userTask('book')
            .userTask('unbook', {}, { forCompensation: true })
            .boundaryEvent('book edge', 'book', { compensate: { handler: 'unbook' } })
            .endEvent('be')
            .chain('bs', 'book', 'be'),
        )
        .throwEvent('undo', { compensate: {} })
        .userTask('after')
        .chain('s', 'buy')
        .chain('cancelled', 'f', 'a', 'join', 'booking', 'undo', 'after')
        .chain('f', 'b', 'join'),
    );
    const run = given(pkg).start();
    for (const task of ['pay', 'pay back', 'a', 'book', 'unbook', 'b']) run.complete(task);
    return run;
  },
  'compensation-stopped': () => {
    const undoable = (builder: ProcessBuilder, id: string) =>
      builder
        .userTask(id)
        .userTask(`un${id}`, {}, { forCompensation: true })
        .boundaryEvent(`edge ${id}`, id, { compensate: { handler: `un${id}` } });
    const builder = undoable(process().startEvent('s'), 'a')
      .subProcess('sub', (inner) =>
        undoable(undoable(inner.startEvent('is'), 'b'), 'c')
          .endEvent('ie')
          .chain('is', 'b', 'c', 'ie'),
      )
      .subProcess('last', (inner) =>
        undoable(undoable(inner.startEvent('ls'), 'd'), 'e')
          .endEvent('both', { any: [{ compensate: {} }, { compensate: {} }, { compensate: { activity: 'sub' } }] })
          .chain('ls', 'd', 'e', 'both'),
      )
      .chain('s', 'a', 'sub', 'last')
      .subProcess('esp', (x) => x.startEvent('xs', { message: 'm' }).endEvent('xe', { compensate: {} }).chain('xs', 'xe'), {
        triggeredByEvent: true,
      });
    const run = given(packageOf(builder)).start({ town: 'Warsaw' });
    for (const task of ['a', 'b', 'c', 'd', 'e', 'une', 'und', 'unc']) run.complete(task);
    run.message('m');
    for (const task of ['unb', 'una']) run.complete(task);
    return run;
  },
  'ad-hoc': () => {
    const pkg = packageOf(
      process()
        .startEvent('s')
        .adHoc('any', { completionCondition: 'done' }, (inner) => inner.userTask('call').userTask('visit'))
        .userTask('after')
        .chain('s', 'any', 'after'),
    );
    const run = given(pkg).start();
    for (const element of ['call', 'visit']) run.must({ type: 'startAdHoc', scope: run.one('any').id, element });
    run.complete('call', { done: true });
    return run;
  },
  suspended: () => {
    const task = { groups: ['sales'], deadline: { due: 'PT4H', warn: '50%', alerts: [] } };
    const pkg = packageOf(
      process()
        .startEvent('s')
        .parallel('f')
        .userTask('a', task)
        .boundaryEvent('t', 'a', { timer: { cycle: 'R3/PT1H' } }, { interrupting: false })
        .endEvent('te')
        .serviceTask('j')
        .userTask('n')
        .chain('s', 'f', 'a')
        .chain('f', 'j', 'n')
        .chain('t', 'te'),
    );
    const run = given(pkg).start();
    run.advance('2027-02-01T11:00:00Z');
    run.as(chief).must({ type: 'suspend', reason: 'strike' });
    run.at('2027-02-02T11:00:00Z').done('j', { ready: true });
    run.must({ type: 'setVariables', reason: 'typo', variables: { ready: false } });
    run.must({ type: 'resume', reason: 'over' });
    return run;
  },
  'signal-while-suspended': () => {
    const pkg = packageOf(
      process()
        .startEvent('s')
        .parallel('f')
        .catchEvent('c', { signal: 'go' })
        .userTask('got')
        .userTask('z')
        .throwEvent('t', { signal: 'go' })
        .userTask('y')
        .chain('s', 'f', 'c', 'got')
        .chain('f', 'z', 't', 'y'),
    );
    const run = given(pkg).start({ n: 1 });
    run.as(chief).must({ type: 'suspend', reason: 'strike' });
    run.must({ type: 'modify', reason: 'r', cancel: [run.one('z').id], start: [{ element: 't' }] });
    run.must({ type: 'resume', reason: 'over' });
    return run;
  },
  'moved-and-undone': () => {
    const pkg = packageOf(
      process()
        .startEvent('s')
        .parallel('f')
        .userTask('a')
        .userTask('b')
        .parallel('j')
        .subProcess('sub', (inner) => inner.startEvent('is').userTask('deep').endEvent('ie').chain('is', 'deep', 'ie'))
        .endEvent('e')
        .chain('s', 'f', 'a', 'j', 'sub', 'e')
        .chain('f', 'b', 'j'),
    );
    const run = given(pkg).start({ n: 1 });
    run.complete('a', { n: 2 });
    run.must({ type: 'undo' });
    run.complete('a');
    const drop = [{ scope: 1, gateway: 'j' }];
    run.as(chief).must({ type: 'modify', reason: 'r', cancel: [run.one('b').id], start: [{ element: 'deep' }], drop });
    run.as(anna).complete('deep');
    run.must({ type: 'undo' });
    return run;
  },
  restarted: () =>
    given(packageOf(process().startEvent('s').userTask('a').userTask('b').chain('s', 'a', 'b')))
      .as(chief)
      .start({ n: 1 }, { element: 'b', restartedFrom: 'i0' }),
  migrated,
  'moved-memos': movedMemos,
  'job-retried-anew': () => {
    const pkg = packageOf(
      process()
        .startEvent('s')
        .parallel('f')
        .serviceTask('j', { input: [{ source: 'url', target: 'url' }] })
        .userTask('other')
        .endEvent('stop', 'terminate')
        .chain('s', 'f', 'j')
        .chain('f', 'other', 'stop'),
    );
    const run = given(pkg).start({ url: 'wrong' });
    const job = run.one('j').job?.key as string;
    run.must({ type: 'failJob', job, error: { code: 'down', message: 'x' }, retriesLeft: 0 });
    run.must({ type: 'retryIncident', incident: incident(run), variables: { url: 'right' } });
    run.complete('other');
    run.must({ type: 'undo' });
    return run;
  },
  'deadline-clock': () => {
    const calendar = (version: number, days: { [date: string]: [string, string][] }) => {
      const week = Object.fromEntries(['1', '2', '3', '4', '5'].map((day) => [day, [['09:00', '17:00']] as [string, string][]]));
      return { name: 'office', version, zone: 'Europe/Warsaw', week, days };
    };
    const alerts = [{ at: 'late', to: 'supervisor', level: 'late' }];
    const pkg = packageOf(
      process()
        .startEvent('s')
        .userTask('call', { groups: ['sales'], deadline: { due: 'PT4H', warn: '50%', alerts } })
        .boundaryEvent('t', 'call', { timer: { duration: 'PT30H', calendar: 'office' } })
        .chain('s', 'call'),
    );
    const office = (version: number, days = {}) => ({ calendars: { office: calendar(version, days) }, defaultCalendar: 'office' });
    const run = given(pkg, { at: '2027-02-08T15:00:00Z', ...office(1) }).start();
    const id = run.one('call').id;
    run.at('2027-02-08T15:30:00Z').as(chief).must({ type: 'pauseDeadline', task: id, reason: 'papers' });
    run.at('2027-02-08T15:45:00Z').must({ type: 'resumeDeadline', task: id });
    run.context = { ...run.context, ...office(2, { '2027-02-09': [] }) };
    run.must({ type: 'replan' });
    run.must({ type: 'defer', task: id, followUpAt: run.now + 86_400_000, reason: 'tomorrow' });
    const without = packageOf(process().startEvent('s').userTask('call').chain('s', 'call'));
    run.context = { ...run.context, packages: { [pkg.hash]: { ...without, hash: pkg.hash } } };
    run.must({ type: 'replan' });
    return run;
  },
};
