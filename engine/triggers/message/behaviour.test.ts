import { describe, expect, test } from 'vitest';
import { given } from '../../kernel/testing/case.ts';
import { packageOf, process } from '../../kernel/testing/process-builder.ts';

const payment = packageOf(
  process()
    .startEvent('s')
    .userTask('Send invoice')
    .catchEvent('paid', { message: { name: 'payment.received', correlationKey: 'invoice' } })
    .userTask('thank')
    .chain('s', 'Send invoice', 'paid', 'thank'),
);
const deliver = (key: string, messageId = 'm1') =>
  ({ type: 'deliverMessage', messageId, name: 'payment.received', correlationKey: key, payload: { amount: 70 } }) as const;

describe('message', () => {
  test('not expected before the instance waits, taken once when it does (P15)', () => {
    const run = given(payment).start({ invoice: 'D-1001' });
    expect(run.refused(deliver('D-1001'))).toMatchObject({ code: 'messageNotExpected', params: { correlationKey: 'D-1001' } });
    run.complete('Send invoice');
    expect(run.one('paid').subscriptions).toMatchObject([{ messageName: 'payment.received', correlationKey: 'D-1001' }]);
    expect(run.refused(deliver('D-1002')).code).toBe('messageNotExpected');
    run.must(deliver('D-1001'));
    expect(run.tasks).toEqual(['thank']);
    expect(run.variables.amount).toBe(70);
    const again = run.must(deliver('D-1001'));
    expect([again.facts, again.reply.repeated]).toEqual([[], true]);
    expect(run.refused(deliver('D-1001', 'm2')).code).toBe('messageNotExpected');
  });

  test.each([
    [7, '7'],
    ['a b', 'a b'],
  ])('key %j', (invoice, key) => {
    const run = given(payment).start({ invoice });
    run.complete('Send invoice');
    run.must(deliver(key));
    expect(run.tasks).toEqual(['thank']);
  });

  test.each([null, true, [1]])('a key that is %j is an incident, not the empty key', (invoice) => {
    const run = given(payment).start({ invoice });
    run.complete('Send invoice');
    expect(run.incidents).toMatchObject([{ code: 'message', element: 'paid' }]);
  });

  test('of several in one instance the oldest takes it, or the one named', () => {
    const builder = process().startEvent('s').parallel('f').chain('s', 'f');
    for (const id of ['a', 'b', 'c']) builder.catchEvent(id, { message: 'go' }).userTask(`after ${id}`).chain('f', id, `after ${id}`);
    const run = given(packageOf(builder)).start();
    run.message('go');
    expect(run.tasks).toEqual(['after a']);
    const subscription = run.one('c').subscriptions?.[0]?.id as number;
    run.must({ type: 'deliverMessage', messageId: 'x', name: 'go', correlationKey: '', payload: {}, subscription });
    expect(run.tasks).toEqual(['after a', 'after c']);
  });

  test('a non-interrupting boundary takes one after the other', () => {
    const pkg = packageOf(
      process()
        .startEvent('s')
        .userTask('work')
        .boundaryEvent('wrote', 'work', { message: 'wrote' }, { interrupting: false })
        .userTask('answer')
        .endEvent('e')
        .chain('s', 'work', 'e')
        .chain('wrote', 'answer'),
    );
    const run = given(pkg).start();
    run.message('wrote');
    run.message('wrote');
    expect(run.tasks).toEqual(['answer', 'answer', 'work']);
  });

  test.each(['throw', 'end', 'send'])('published by a %s event or task: id, key, payload and time to live', (how) => {
    const message = {
      name: '= "order." + kind',
      correlationKey: 'id',
      payload: [{ source: 'amount * 2', target: 'twice' }],
      timeToLive: 'PT10M',
    };
    const builder = process().startEvent('s');
    if (how === 'throw') builder.throwEvent('m', { message });
    else if (how === 'end') builder.endEvent('m', { message });
    else builder.sendTask('m', { message });
    const run = given(packageOf(builder.chain('s', 'm'))).start({ kind: 'new', id: 12, amount: 4 });
    expect(run.status).toBe('completed');
    const published = run.of('messagePublished')[0];
    expect(run.effects).toEqual([
      {
        type: 'publishMessage',
        messageId: `i1:${published?.number}`,
        name: 'order.new',
        correlationKey: '12',
        payload: { twice: 8 },
        ttlMs: 600_000,
      },
    ]);
  });

  test.each([
    ['P2W', 14],
    ['P1M', 28],
    ['P1YT12H', 365.5],
  ])('its time to live of %s counts all of it', (timeToLive, days) => {
    const message = { name: 'hello', payload: [], timeToLive };
    const run = given(packageOf(process().startEvent('s').throwEvent('m', { message }).chain('s', 'm'))).start();
    // February 2027 has 28 days.
    expect(run.effects).toMatchObject([{ type: 'publishMessage', ttlMs: days * 86_400_000 }]);
  });

  test('a time to live that is negative is an incident', () => {
    const message = { name: 'hello', payload: [], timeToLive: '-PT1H' };
    const run = given(packageOf(process().startEvent('s').throwEvent('m', { message }).chain('s', 'm'))).start();
    expect(run.incidents).toMatchObject([{ code: 'timer', element: 'm' }]);
  });

  test('starts a process: at its start event or at a receive task that instantiates', () => {
    const pkg = packageOf(
      process()
        .startEvent('plain')
        .startEvent('byMail', { message: 'mail' })
        .receiveTask('byCall', 'call', { instantiate: true })
        .userTask('answer')
        .userTask('work')
        .chain('plain', 'work')
        .chain('byMail', 'answer')
        .chain('byCall', 'answer'),
    );
    const byMail = given(pkg).start({ a: 1 }, { message: { name: 'mail', payload: { subject: 'hello' } } });
    expect([byMail.tasks, byMail.variables]).toEqual([['answer'], { a: 1, subject: 'hello' }]);
    expect(given(pkg).start({}, { message: { name: 'call', payload: {} } }).path).toEqual(['byCall', 'answer']);
    const refused = given(pkg).refused({
      type: 'start',
      instanceId: 'i1',
      variables: {},
      records: [],
      message: { name: 'fax', payload: {} },
    });
    expect(refused.code).toBe('messageNotExpected');
  });

  test('the memory of messages is bounded', () => {
    const pkg = packageOf(
      process()
        .startEvent('s')
        .userTask('w')
        .boundaryEvent('b', 'w', { message: 'm' }, { interrupting: false })
        .endEvent('e')
        .chain('s', 'w')
        .chain('b', 'e'),
    );
    const run = given(pkg).start();
    for (let number = 0; number < 70; number += 1) run.message('m', {}, '', `id${number}`);
    expect(run.state?.seenMessages).toHaveLength(50);
  });
});
