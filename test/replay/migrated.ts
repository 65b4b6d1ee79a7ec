import type { Case } from '../../engine/kernel/testing/case.ts';
import { migrate, started, undo, versions } from '../../engine/kernel/testing/moving.ts';
import { type ProcessBuilder, process } from '../../engine/kernel/testing/process-builder.ts';

const alerts = [{ at: 'late', to: 'supervisor', level: 'late' }];

/** A case of two branches and a join that is moved, worked on, and taken back: every part of `instanceMigrated` and its undo. */
export function migrated(): Case {
  const pair = versions(one(), two(), { stages: ['new', 'done'].map((id) => ({ id, name: id, color: 'teal', requiredFields: [] })) });
  const run = started(pair, { key: 'k' });
  run.complete('c');
  run.must({ type: 'failJob', job: run.one('send').job?.key as string, error: { code: 'x', message: 'no' }, retriesLeft: 0 });
  const timer = run.one('b').timers?.find(({ purpose }) => purpose === 'event')?.id as number;
  run.must({ type: 'raiseIncident', code: 'stopped', message: 'x', elementInstance: run.one('b').id, trigger: { kind: 'timer', timer } });
  const plan = { a: 'call', wait: 'receive', c: 'see', join: 'meet', send: 'post', limit: null, 'b-in': null };
  migrate(run.at('2027-02-01T11:00:00Z'), plan, { a: 'restart' });
  run.must({ type: 'claim', task: run.one('call').id });
  undo(run.at('2027-02-01T12:00:00Z'));
  migrate(run, plan).complete('call', {}, { outcome: 'yes' });
  return run;
}

/** What a case keeps besides tokens and waits moves with it: what is still to begin, and what has come for an event of several parts. */
export function movedMemos(): Case {
  const model = (both: string, ...steps: string[]) =>
    process()
      .startEvent('s')
      .parallel('f')
      .adHoc('any', { ordering: 'sequential' }, (inside) => {
        for (const id of steps) inside.serviceTask(id);
      })
      .catchEvent(both, { all: [{ message: 'm1' }, { message: 'm2' }, { signal: 'go' }] })
      .userTask('after')
      .userTask('done')
      .chain('s', 'f', 'any', 'done')
      .chain('f', both, 'after');
  const run = started(versions(model('both', 'a', 'b', 'c'), model('all', 'a', 'see')));
  run.message('m1', { from: 'm1' });
  const plan = { both: 'all', b: 'see', c: null };
  migrate(run, plan);
  run.message('m2', { from: 'm2' });
  run.done('a');
  undo(run);
  run.must({ type: 'deliverSignal', signalId: 'g', name: 'go', payload: {} });
  run.done('b');
  return run;
}

function one(): ProcessBuilder {
  return process()
    .startEvent('s')
    .parallel('split')
    .userTask('a', { groups: ['pre-sales'], outcomes: [outcome('yes')], deadline: { due: 'PT4H', warn: '50%', alerts } }, { stage: 'new' })
    .userTask('b', { deadline: { due: 'P1D', alerts } })
    .boundaryEvent('limit', 'b', { timer: { duration: 'PT8H' } })
    .userTask('c')
    .catchEvent('wait', { message: 'paid' })
    .serviceTask('send', { jobType: 'mail' })
    .parallel('join')
    .endEvent('e')
    .endEvent('late')
    .flow('s', 'split')
    .flow('join', 'e')
    .flow('limit', 'late')
    .chain('split', 'a', 'join')
    .chain('split', 'b')
    .flow('b', 'join', { id: 'b-in' })
    .chain('split', 'c', 'join')
    .chain('split', 'wait', 'join')
    .chain('split', 'send', 'join');
}

function two(): ProcessBuilder {
  return process()
    .startEvent('s')
    .parallel('split')
    .userTask('call', { groups: ['sales'], form: 'f', outcomes: [outcome('yes')], deadline: { due: 'PT2H', alerts } }, { stage: 'done' })
    .userTask('b')
    .userTask('see')
    .receiveTask('receive', { name: 'settled', correlationKey: 'key' })
    .serviceTask('post', { jobType: 'letter' })
    .boundaryEvent('ring', 'call', { timer: { duration: 'PT1H' } }, { interrupting: false })
    .parallel('meet')
    .endEvent('e')
    .endEvent('rung')
    .endEvent('be')
    .flow('s', 'split')
    .flow('meet', 'e')
    .flow('ring', 'rung')
    .chain('split', 'call', 'meet')
    .chain('split', 'b', 'be')
    .chain('split', 'see', 'meet')
    .chain('split', 'receive', 'meet')
    .chain('split', 'post', 'meet');
}

function outcome(value: string) {
  return { value, name: value, requires: [], note: false, nextStep: false };
}
