import { describe, expect, test } from 'vitest';
import { compileBpmn } from '../../compile-bpmn.ts';
import { bpmn, flow } from '../../testing/bpmn.ts';

const start = '<bpmn:startEvent id="start"/>';
const end = '<bpmn:endEvent id="end"/>';
const gateway = (kind: string, id: string, more = '') => `<bpmn:${kind}Gateway id="${id}" ${more}/>`;
const task = (id: string) => `<bpmn:task id="${id}"/>`;
/** start -> split -> a, b -> join -> end. */
const diamond = (split: string, join: string) =>
  `${start}${gateway(split, 's', split === 'parallel' ? '' : 'default="s_b"')}${task('a')}${task('b')}${gateway(join, 'j')}${end}${flow('start', 's')}${flow('s', 'a', split === 'parallel' ? '' : 'x = 1')}${flow('s', 'b')}${flow('a', 'j')}${flow('b', 'j')}${flow('j', 'end')}`;
const bothTaken = diamond('inclusive', 'parallel')
  .replace('default="s_b"', '')
  .replace(flow('s', 'b'), flow('s', 'b', 'y = 1'));
const error = '<bpmn:errorEventDefinition/>';

async function stuck(process: string): Promise<string[]> {
  const result = await compileBpmn(bpmn(process));
  const findings = result.ok ? [] : result.findings;
  return findings
    .filter((found) => ['parallel-gateway/never-joins', 'soundness/deadlock'].includes(found.rule))
    .map((found) => found.element ?? '');
}

describe('joins that wait for ever', () => {
  test.each<[string, string, string[]]>([
    ['exclusive split, parallel join', diamond('exclusive', 'parallel'), ['j']],
    ['parallel split, parallel join', diamond('parallel', 'parallel'), []],
    ['inclusive split, parallel join: both paths may be taken', bothTaken, []],
    ['inclusive split, parallel join: the default is taken only when nothing else is', diamond('inclusive', 'parallel'), ['j']],
    [
      'an element that is refused stands between',
      diamond('parallel', 'parallel').replace('<bpmn:task id="a"/>', '<bpmn:complexGateway id="a"/>'),
      [],
    ],
    ['exclusive split, exclusive join', diamond('exclusive', 'exclusive'), []],
    [
      'an interrupting edge takes the place of the normal way',
      `${start}${task('a')}<bpmn:boundaryEvent id="e" attachedToRef="a">${error}</bpmn:boundaryEvent>${gateway('parallel', 'j')}${end}${flow('start', 'a')}${flow('a', 'j')}${flow('e', 'j')}${flow('j', 'end')}`,
      ['j'],
    ],
    [
      'a loop brings the second token',
      `${start}${gateway('parallel', 's')}${task('a')}${gateway('parallel', 'j')}${gateway('exclusive', 'm')}${end}${flow('start', 'm')}${flow('m', 's')}${flow('s', 'a')}${flow('s', 'j')}${flow('a', 'j')}${flow('j', 'end')}`,
      [],
    ],
    [
      'a join fed by its own end',
      `${start}${gateway('parallel', 'j')}${gateway('exclusive', 'x', 'default="x_end"')}${end}${flow('start', 'j')}${flow('j', 'x')}${flow('x', 'end')}${flow('x', 'j', 'a = 1')}`,
      ['j'],
    ],
  ])('%s', async (_what, process, expected) => {
    expect(await stuck(process)).toEqual(expected);
  });

  test('a net with too many states is not judged', async () => {
    const branches = Array.from(
      { length: 14 },
      (_, at) => `${task(`t${at}`)}${task(`u${at}`)}${flow('s', `t${at}`)}${flow(`t${at}`, `u${at}`)}${flow(`u${at}`, 'm')}`,
    );
    const process = `${start}${gateway('parallel', 's')}${branches.join('')}${gateway('exclusive', 'm', 'default="m_j"')}${gateway('parallel', 'j')}${end}${flow('start', 's')}${flow('m', 'j')}${flow('m', 'end', 'x = 1')}<bpmn:sequenceFlow id="again" sourceRef="j" targetRef="j"/>${flow('j', 'end')}`;
    expect(await stuck(process)).toEqual([]);
  });
});
