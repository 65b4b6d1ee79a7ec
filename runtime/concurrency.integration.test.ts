import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Command } from '../engine/contract/index.ts';
import type { CommandResult } from './contract.ts';
import { anna, boris, done, type Fixture, maria, openFixture, rejected, startLead, timerActor } from './testing/door-fixture.ts';
import { verifyCase } from './verify-case.ts';

let fixture: Fixture;
beforeAll(async () => {
  fixture = await openFixture();
});
afterAll(() => fixture.close());

const rep = (index: number) => ({ id: `rep-${index}`, roles: ['rep'], groups: ['pre-sales', 'sales'] });
const accepted = (results: CommandResult[]) => results.filter((result) => result.status === 'done');
const refused = (results: CommandResult[]) => results.filter((result) => result.status === 'refused');

describe('P08: two completions of one task at once', () => {
  test('one of twenty is taken, nineteen are told which outcome won', async () => {
    const doors = [fixture.openDoor(), fixture.openDoor()];
    const { instanceId, task } = await startLead(fixture, doors[0]!);
    const request = (index: number) => ({
      instanceId,
      commandId: `p08-${index}`,
      command: { type: 'completeTask' as const, task, outcome: index % 2 ? 'hot' : 'junk', values: {} },
      actor: anna,
    });
    const results = await Promise.all(Array.from({ length: 20 }, (_, index) => doors[index % 2]!.executeCommand(request(index))));
    expect(accepted(results)).toHaveLength(1);
    const winner = results.findIndex((result) => result.status === 'done');
    const outcome = winner % 2 ? 'hot' : 'junk';
    for (const result of refused(results))
      expect(rejected(result)).toMatchObject({ code: 'taskNotOpen', params: { outcome, actor: 'anna' } });
    const completed = (await fixture.facts(instanceId)).filter((fact) => fact.type === 'taskCompleted');
    expect(completed.map((fact) => fact.type === 'taskCompleted' && fact.outcome)).toEqual([outcome]);
    expect((await fixture.tasks(instanceId)).filter((each) => each.status === 'open')).toHaveLength(outcome === 'hot' ? 1 : 0);
    expect(done(await doors[0]!.executeCommand(request(winner))).repeated).toBe(true);
    expect((await fixture.facts(instanceId)).filter((fact) => fact.type === 'taskCompleted')).toHaveLength(1);
  });
});

describe('P07: somebody who lost the task', () => {
  test.each([0, 1])('is refused with the name of who has it now (his cache or a fresh one: door %i)', async (which) => {
    const doors = [fixture.openDoor(), fixture.openDoor()];
    const { instanceId, task } = await startLead(fixture, doors[0]!);
    const by = (door: number, name: string, command: Command, actor = anna) =>
      doors[door]!.executeCommand({ instanceId, commandId: `p07-${name}-${instanceId}`, command, actor });
    done(await by(0, 'claim', { type: 'claim', task }));
    done(await by(1, 'assign', { type: 'assign', task, assignee: 'boris', reason: 'Anna is ill' }, maria));
    const before = await fixture.facts(instanceId);
    const complete: Command = { type: 'completeTask', task, outcome: 'hot', values: {} };
    const refusal = rejected(await by(which, 'anna', complete));
    expect(refusal.code).toBe('notYours');
    expect(JSON.stringify(refusal)).toContain('boris');
    expect(await fixture.facts(instanceId)).toEqual(before);
    done(await by(which, 'boris', complete, boris));
    expect((await fixture.tasks(instanceId))[0]).toMatchObject({ status: 'completed', ended_by: 'boris', outcome: 'hot' });
  });
});

describe('P09: deadline and completion at the same moment', () => {
  test('each of 200 cases takes exactly one path', async () => {
    const doors = [fixture.openDoor(), fixture.openDoor()];
    const cases = await Promise.all(Array.from({ length: 200 }, (_, index) => startLead(fixture, doors[index % 2]!)));
    fixture.clock.at += 2 * 3_600_000;
    const results = await Promise.all(
      cases.map(async ({ instanceId, task }, index) => {
        // Half of the timers a moment before, half a moment after.
        const fire = () =>
          doors[(index + 1) % 2]!.executeCommand({
            instanceId,
            commandId: `due-${instanceId}`,
            command: { type: 'advance' },
            actor: timerActor,
          });
        const complete = () =>
          doors[index % 2]!.executeCommand({
            instanceId,
            commandId: `p09-${instanceId}`,
            command: { type: 'completeTask', task, outcome: 'hot', values: {} },
            actor: anna,
          });
        const both = index % 2 ? [complete(), fire()] : [fire(), complete()].reverse();
        return (await Promise.all(both))[0]!;
      }),
    );
    for (const [index, { instanceId }] of cases.entries()) {
      const open = (await fixture.tasks(instanceId)).filter((each) => each.status === 'open').map((each) => each.element);
      expect(open).toEqual([results[index]!.status === 'done' ? 'offer' : 'rescue']);
      const timers = await fixture.database.db.selectFrom('timer').select('status').where('instance_id', '=', instanceId).execute();
      expect(timers.map((timer) => timer.status)).toEqual([results[index]!.status === 'done' ? 'cancelled' : 'fired']);
    }
    for (const result of refused(results)) expect(rejected(result).code).toBe('endedByDeadline');
    expect(accepted(results).length + refused(results).length).toBe(200);
  });
});

describe('P34: many reps take the same tasks', () => {
  test('of 1,000 claims on 20 tasks 20 succeed, the others are told who holds it', async () => {
    const doors = [fixture.openDoor(), fixture.openDoor(), fixture.openDoor()];
    const cases = await Promise.all(Array.from({ length: 20 }, () => startLead(fixture, doors[0]!)));
    const calls = Array.from({ length: 50 }, (_, index) => cases.map((each) => ({ ...each, rep: rep(index) }))).flat();
    const results = await Promise.all(
      calls.map(({ instanceId, task, rep: actor }, index) =>
        doors[index % 3]!.executeCommand({ instanceId, commandId: `p34-${index}`, command: { type: 'claim', task }, actor }),
      ),
    );
    expect(accepted(results)).toHaveLength(20);
    expect(refused(results)).toHaveLength(980);
    for (const [index, { instanceId }] of cases.entries()) {
      const claims = (await fixture.facts(instanceId)).filter((fact) => fact.type === 'taskClaimed');
      expect(claims).toHaveLength(1);
      const holder = claims[0]?.type === 'taskClaimed' ? claims[0].assignee : '';
      const losers = results.filter((result, call) => call % 20 === index && result.status === 'refused');
      for (const loser of losers) {
        expect(rejected(loser).code).toBe('alreadyClaimed');
        expect(JSON.stringify(rejected(loser))).toContain(holder);
      }
      expect((await fixture.tasks(instanceId))[0]?.assignee).toBe(holder);
    }
  });
});

describe('P45: a mixed stream to one case', () => {
  test('200 completions and 2,000 record changes, retried: each once, no gap, first answers stay', async () => {
    const doors = [fixture.openDoor(), fixture.openDoor()];
    const { instanceId, recordId } = await startLead(fixture, doors[0]!, 'test-loop');
    let random = 7;
    const next = (limit: number) => {
      random = (random * 1_103_515_245 + 12_345) % 2_147_483_648;
      return random % limit;
    };
    const completions = (async () => {
      const answers: [string, CommandResult][] = [];
      for (let index = 0; index < 200; index += 1) {
        const task = (await fixture.tasks(instanceId)).find((each) => each.status === 'open')!.element_instance;
        const command = { type: 'completeTask' as const, task, outcome: 'again', values: {} };
        const request = { instanceId, commandId: `p45-task-${index}`, command, actor: anna };
        const first = await doors[next(2)]!.executeCommand(request);
        if (next(4) === 0) expect(await doors[next(2)]!.executeCommand(request)).toEqual({ ...first, repeated: true });
        answers.push([request.commandId, first]);
      }
      return answers;
    })();
    const changers = Array.from({ length: 4 }, async (_, lane) => {
      const answers: [string, CommandResult][] = [];
      for (let index = lane; index < 2_000; index += 4) {
        const request = { recordId, commandId: `p45-change-${index}`, patch: { need: `change ${index}` }, actor: anna };
        const first = await doors[next(2)]!.changeRecord(request);
        if (next(10) === 0) expect(await doors[next(2)]!.changeRecord(request)).toEqual({ ...first, repeated: true });
        answers.push([request.commandId, first]);
      }
      return answers;
    });
    const answers = [...(await completions), ...(await Promise.all(changers)).flat()];
    expect(answers.every(([, result]) => result.status === 'done')).toBe(true);
    const facts = await fixture.facts(instanceId);
    expect(facts.map((fact) => fact.number)).toEqual(facts.map((_, index) => index + 1));
    expect(facts.filter((fact) => fact.type === 'taskCompleted')).toHaveLength(200);
    expect(facts.filter((fact) => fact.type === 'recordChanged')).toHaveLength(2_000);
    expect((await fixture.record(recordId)).version).toBe(2_001);
    const commands = await fixture.database.db
      .selectFrom('command')
      .select(['id', 'last_fact'])
      .where('instance_id', '=', instanceId)
      .execute();
    const lastFacts = new Map(commands.map((command) => [command.id, command.last_fact]));
    for (const [id, result] of answers) expect(lastFacts.get(id)).toBe(done(result).lastFact);
    expect(await verifyCase(fixture.database.pool, instanceId)).toEqual([]);
  });
});
