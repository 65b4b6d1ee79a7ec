import { describe, expect, test } from 'vitest';
import { boris, chief } from '../testing/case.ts';
import { comparable, migrate, started, stays, thereAndBack, undoStays, versions } from '../testing/moving.ts';
import { packageOf, process } from '../testing/process-builder.ts';

describe('tokens at a join', () => {
  const fork = (branches: string[], gateways = ['split', 'join']) => {
    const [split, join] = gateways as [string, string];
    const model = process().startEvent('s').parallel(split).parallel(join).userTask('after').endEvent('e');
    model.flow('s', split).chain(join, 'after', 'e');
    for (const branch of branches)
      model
        .userTask(branch)
        .flow(split, branch)
        .flow(branch, join, { id: `${branch}-in` });
    return model;
  };

  test('wait on at the renamed join, on the flow from the same element', () => {
    const it = started(versions(fork(['a', 'b']), fork(['a2', 'b'], ['split', 'meet'])));
    it.complete('a');
    const plan = { a: 'a2', join: 'meet' };
    expect(thereAndBack(it, plan)).toSatisfy(({ before, after }) => JSON.stringify(before) === JSON.stringify(after));
    migrate(it, plan);
    expect(it.one('main').arrived).toEqual({ meet: { 'a2-in': 1 } });
    it.complete('b');
    expect(it.tasks).toEqual(['after']);
  });

  test('whose branch is gone are dropped when the plan says so, and hold the case back when not', () => {
    const it = started(versions(fork(['a', 'b', 'c']), fork(['b', 'c'])));
    it.complete('a');
    expect(stays(it)).toEqual(['tokenFlow join']);
    const { before, after } = thereAndBack(it, { 'a-in': null });
    expect(after).toEqual(before);
    migrate(it, { 'a-in': null }).complete('b');
    it.complete('c');
    expect(it.tasks).toEqual(['after']);
  });

  test('are not all dropped where nothing else is: the case would be left empty', () => {
    const either = (branch: string) => {
      const model = process().startEvent('s').exclusive('x').task('a').task('b').parallel('join').userTask('after').endEvent('e');
      model.flow('s', 'x').flow('x', 'a', { condition: 'true' }).flow('x', 'b', { default: true }).flow('b', 'join');
      return model.flow(branch, 'join', { id: `${branch}-in` }).chain('join', 'after', 'e');
    };
    const it = started(versions(either('a'), either('x')));
    expect(it.incidents).toMatchObject([{ code: 'noNextAction' }]);
    expect(stays(it, { 'a-in': null })).toEqual(['tokenFlow join']);
    expect(migrate(it, { 'a-in': 'x-in' }).one('main').arrived).toEqual({ join: { 'x-in': 1 } });
  });

  test('go on at once when the last branch awaited is gone', () => {
    const two = process().startEvent('s').userTask('a').userTask('b').userTask('after').parallel('join').endEvent('e').endEvent('x');
    two.chain('s', 'a').flow('a', 'join', { id: 'a-in' }).chain('join', 'after', 'e').chain('b', 'x');
    const it = started(versions(fork(['a', 'b']), two));
    it.complete('a');
    migrate(it);
    expect(it.tasks).toEqual(['after', 'b']);
  });

  test('of a suspended case go on when it is resumed, not before', () => {
    const two = process().startEvent('s').userTask('a').userTask('b').parallel('join').userTask('after').endEvent('e').endEvent('x');
    two.chain('s', 'a').flow('a', 'join', { id: 'a-in' }).chain('join', 'after', 'e').chain('b', 'x');
    const it = started(versions(fork(['a', 'b']), two));
    it.complete('a');
    it.as(chief).must({ type: 'suspend', reason: 'first looked at' });
    migrate(it);
    expect(it.tasks).toEqual(['b']);
    it.as(chief).must({ type: 'resume' });
    expect(it.tasks).toEqual(['after', 'b']);
  });

  test('a branch more that nobody can come by holds the case back; before the split it does not', () => {
    const it = started(versions(fork(['a', 'b']), fork(['a', 'b', 'c'])));
    expect(stays(it)).toEqual(['joinStuck join']);
    const before = process().startEvent('s').userTask('first').endEvent('e').chain('s', 'first', 'e');
    const after = fork(['a', 'b', 'c']).userTask('first');
    const early = migrate(started(versions(before, after)));
    expect(early.tasks).toEqual(['first']);
  });
});

describe('tokens at an activity that takes several', () => {
  const model = (startQuantity: number | undefined, completionQuantity = 4) =>
    process()
      .startEvent('s')
      .parallel('f')
      .task('x', { completionQuantity })
      .userTask('hold')
      .userTask('t', {}, startQuantity === undefined ? {} : { startQuantity })
      .chain('s', 'f', 'x', 't')
      .chain('f', 'hold', 't');

  test.each([
    [5, 2, 2, 0],
    [5, 1, 4, 0],
    [5, undefined, 4, 0],
    [5, 3, 1, 1],
    [5, 4, 1, 0],
    [5, 5, 0, 4],
    [5, 6, 0, 4],
  ])('who needed %s and needs %s now: it begins %s times, %s wait on', (was, is, begun, left) => {
    const it = started(versions(model(was), model(is)));
    expect(it.tasks).toEqual(['hold']);
    migrate(it);
    expect(it.all('t')).toHaveLength(begun);
    const tokens = Object.values(it.one('main').arrived?.t ?? {}).reduce((sum, count) => sum + count, 0);
    expect(tokens).toBe(left);
  });
});

describe('scopes', () => {
  const inner = (task: string) => (builder: ReturnType<typeof process>) =>
    builder.startEvent('is').userTask(task).endEvent('ie').chain('is', task, 'ie');

  test('a subprocess goes on with what is in it; what stands elsewhere in the new version stays', () => {
    const one = process()
      .startEvent('s')
      .subProcess('sub', inner('a'), { inputs: { x: '1' } })
      .endEvent('e')
      .chain('s', 'sub', 'e');
    const two = process().startEvent('s').subProcess('part', inner('b')).endEvent('e').chain('s', 'part', 'e');
    const it = started(versions(one, two));
    const { before, after } = thereAndBack(it, { sub: 'part', a: 'b' });
    expect(after).toEqual(before);
    migrate(it, { sub: 'part', a: 'b' });
    expect(it.one('part').variables).toEqual({ x: 1 });
    it.complete('b');
    expect(it.status).toBe('completed');
    const flat = process().startEvent('s').userTask('a').endEvent('e').chain('s', 'a', 'e');
    expect(stays(started(versions(one, flat)))).toEqual(['unmapped sub']);
    expect(stays(started(versions(flat, one)))).toEqual(['otherScope a']);
  });

  test('a called process moves along, under another name too', () => {
    const main = (called: string) => process().startEvent('s').callActivity('call', called).endEvent('e').chain('s', 'call', 'e');
    const called = (id: string, task: string) => process(id).startEvent('cs').userTask(task).endEvent('ce').chain('cs', task, 'ce');
    const it = started(versions([main('work'), called('work', 'a')], [main('labour'), called('labour', 'b')]));
    expect(stays(it)).toEqual(['processMissing work']);
    const plan = { work: 'labour', a: 'b' };
    const { before, after } = thereAndBack(it, plan);
    expect(after).toEqual(before);
    migrate(it, plan);
    expect(it.one('labour')).toMatchObject({ process: 'labour', packageHash: 'v2' });
    it.complete('b');
    expect(it.status).toBe('completed');
  });
});

describe('repeated activities', () => {
  const each = { kind: 'multi-instance' as const, sequential: false, cardinality: '3', events: [] };
  const model = (id: string, boundary: string | null, loop: typeof each | null = each) => {
    const made = process()
      .startEvent('s')
      .userTask(id, {}, loop ? { loop } : {})
      .endEvent('e')
      .endEvent('late')
      .chain('s', id, 'e');
    return boundary === null ? made : made.boundaryEvent(boundary, id, { timer: { duration: 'PT1H' } }).flow(boundary, 'late');
  };

  test('go on with their rounds; boundary events belong to the activity, once', () => {
    const it = started(versions(model('ask', null), model('poll', 'limit')));
    it.must({ type: 'completeTask', task: it.live.find(({ task }) => task)?.id as number, values: {} });
    const { before, after, there } = thereAndBack(it, { ask: 'poll' });
    expect(after).toEqual(before);
    expect(Object.values(there.elements).flatMap(({ timers = [] }) => timers)).toHaveLength(1);
    migrate(it, { ask: 'poll' });
    expect(it.tasks).toEqual(['poll', 'poll']);
    for (const { id } of it.live.filter(({ task }) => task)) it.must({ type: 'completeTask', task: id, values: {} });
    expect(it.status).toBe('completed');
  });

  test('do not become single ones, nor single ones repeated', () => {
    expect(stays(started(versions(model('ask', null), model('ask', null, null))))).toEqual(['loopChanged ask']);
    expect(stays(started(versions(model('ask', null, null), model('ask', null))))).toEqual(['loopChanged ask']);
  });
});

describe('jobs', () => {
  const job = (jobType: string, id = 'do') => process().startEvent('s').serviceTask(id, { jobType }).endEvent('e').chain('s', id, 'e');

  test('one that runs stays under its key; another type is refused while it runs', () => {
    const it = started(
      versions(
        job('mail'),
        process()
          .startEvent('s')
          .sendTask('send', { job: { jobType: 'mail' } })
          .endEvent('e')
          .chain('s', 'send', 'e'),
      ),
    );
    const { key } = it.one('do').job ?? {};
    migrate(it, { do: 'send' });
    expect(it.one('send').job?.key).toBe(key);
    it.done('send');
    expect(it.status).toBe('completed');
    expect(stays(started(versions(job('mail'), job('fax'))))).toEqual(['jobChanged do']);
  });

  test('one that gave up takes the new type, and is retried as that under its key', () => {
    const it = started(versions(job('mail'), job('fax', 'make')));
    const { key } = it.one('do').job ?? {};
    it.must({ type: 'failJob', job: key as string, error: { code: 'x', message: 'no' }, retriesLeft: 0 });
    const { before, after } = thereAndBack(it, { do: 'make' });
    expect(after).toEqual(before);
    migrate(it, { do: 'make' });
    expect(it.incidents).toMatchObject([{ element: 'make' }]);
    it.as(chief).must({ type: 'retryIncident', incident: it.incidents[0]?.id as number });
    expect(it.effects.at(-1)).toMatchObject({ type: 'runJob', job: key, jobType: 'fax', element: 'make' });
  });
});

describe('incidents', () => {
  test('what they hold before it began goes on as whatever the new version makes of it', () => {
    const one = process().startEvent('s').scriptTask('calc', 'wrong + 1', 'n').endEvent('e').chain('s', 'calc', 'e');
    const two = process().startEvent('s').userTask('ask').endEvent('e').chain('s', 'ask', 'e');
    const it = started(versions(one, two));
    expect(it.incidents).toHaveLength(1);
    const { before, after } = thereAndBack(it, { calc: 'ask' });
    expect(after).toEqual(before);
    migrate(it, { calc: 'ask' });
    expect(it.incidents).toMatchObject([{ element: 'ask' }]);
    it.as(chief).must({ type: 'retryIncident', incident: it.incidents[0]?.id as number });
    expect(it.tasks).toEqual(['ask']);
    // By then it is a task, and the old version calculates there.
    expect(undoStays(it)).toEqual(['kindChanged ask']);
  });
});

describe('stages', () => {
  const stages = (...ids: string[]) => ids.map((id) => ({ id, name: id, color: 'teal', requiredFields: [] }));
  const at = (stage?: string, id = 'a') => process().startEvent('s').userTask(id, {}, { stage }).endEvent('e').chain('s', id, 'e');

  test('the case follows the element it stands at', () => {
    const it = started(versions(at('one'), at('two'), { stages: stages('one', 'two') }));
    const { before, after } = thereAndBack(it);
    expect(after).toEqual(before);
    migrate(it);
    expect(it.state?.stage).toBe('two');
    expect(it.one('a').task?.stage).toBe('two');
    const first = started(versions(at(), at('one'), { stages: stages('one') }));
    expect(thereAndBack(first)).toSatisfy(({ before: was, after: is }) => JSON.stringify(was) === JSON.stringify(is));
  });

  test('a stage that is gone, or asks for what is empty, holds it back', () => {
    const gone = started(versions(at('one'), at(), { stages: stages('one') }, { stages: stages('two') }));
    expect(stays(gone)).toEqual(['stageMissing']);
    const asks = [{ id: 'two', name: 'Two', color: 'teal', requiredFields: [{ field: 'need' }] }];
    const both = [...stages('one'), ...asks];
    expect(stays(started(versions(at('one'), at('two'), { stages: both })))).toEqual(['stageFields a']);
    expect(migrate(started(versions(at('one'), at('two'), { stages: both }), { need: 'labels' })).state?.stage).toBe('two');
  });
});

describe('the command', () => {
  const one = process()
    .startEvent('s')
    .parallel('f')
    .userTask('a')
    .userTask('b')
    .endEvent('e')
    .chain('s', 'f', 'a', 'e')
    .chain('f', 'b', 'e');
  const two = process().startEvent('s').userTask('x').endEvent('e').chain('s', 'x', 'e');

  test('tells every reason at once, and changes nothing', () => {
    const it = started(versions(one, two));
    const before = comparable(it.state);
    expect(stays(it, { a: 'nowhere', b: null })).toEqual(['targetMissing a', 'unmapped b']);
    expect(comparable(it.state)).toEqual(before);
  });

  test('is for process owners, to another version of the same package', () => {
    const pair = versions(one, one);
    const it = started(pair).as(boris);
    expect(it.refused({ type: 'migrate', packageHash: 'v2', plan: {} }).code).toBe('forbidden');
    it.as(chief);
    expect(it.refused({ type: 'migrate', packageHash: 'v1', plan: {} }).code).toBe('invalidCommand');
    expect(it.refused({ type: 'migrate', packageHash: 'v3', plan: {} }).code).toBe('notFound');
    expect(it.refused({ type: 'undoMigration' })).toMatchObject({ code: 'notFound', params: { why: 'notMoved' } });
    const other = started([pair[0], packageOf(two, { hash: 'v2', key: 'other' })]);
    expect(stays(other)).toEqual(['otherPackage']);
  });

  test('only the last move that stands is taken back, and the others say why they are not', () => {
    const it = migrate(started(versions(one, one)), {});
    const stands = it.of('instanceMigrated').at(-1);
    it.as(chief).context = { ...it.context, migration: stands };
    const { number = 0 } = stands ?? {};
    expect(it.refused({ type: 'undoMigration', migration: number - 1 })).toMatchObject({
      code: 'invalidCommand',
      params: { why: 'movedAgain', standing: number },
    });
    expect(it.refused({ type: 'undoMigration', migration: number + 1 })).toMatchObject({ code: 'notFound', params: { why: 'takenBack' } });
    it.must({ type: 'undoMigration', migration: number });
    expect(it.state?.packageHash).toBe('v1');
  });

  test('a case of a record keeps a next action', () => {
    const waits = (timer: boolean) => {
      const model = process().startEvent('s').receiveTask('wait', 'paid').endEvent('e').endEvent('late').chain('s', 'wait', 'e');
      return timer ? model.boundaryEvent('t', 'wait', { timer: { duration: 'P1D' } }).flow('t', 'late') : model;
    };
    const it = started(versions(waits(true), waits(false), { recordType: 'lead' }));
    expect(stays(it)).toEqual(['noNextAction']);
  });
});
