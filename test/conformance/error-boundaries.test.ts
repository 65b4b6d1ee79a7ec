import { describe, expect, test } from 'vitest';
import { compileBpmn } from '../../engine/model/index.ts';
import { bpmn, flow } from '../../engine/model/testing/bpmn.ts';
import { World } from './world.ts';

const errors = '<bpmn:error id="e1" errorCode="NO_STOCK"/><bpmn:error id="e2" errorCode="OTHER"/>';
const catchAll = `<bpmn:boundaryEvent id="all" attachedToRef="sub"><bpmn:errorEventDefinition/></bpmn:boundaryEvent><bpmn:userTask id="toAll"/>${flow('all', 'toAll')}${flow('toAll', 'end')}`;

/** A subprocess that throws, with an edge for NO_STOCK and, before it in the file, perhaps one for everything. */
function model(thrown: string, edges: string): string {
  return bpmn(
    `<bpmn:startEvent id="start"/><bpmn:subProcess id="sub"><bpmn:startEvent id="in"/>
    <bpmn:endEvent id="boom" name="Give up"><bpmn:errorEventDefinition ${thrown}/></bpmn:endEvent>${flow('in', 'boom')}</bpmn:subProcess>${edges}
    <bpmn:boundaryEvent id="stock" attachedToRef="sub"><bpmn:errorEventDefinition errorRef="e1"/></bpmn:boundaryEvent>
    <bpmn:userTask id="toStock"/><bpmn:endEvent id="end"/>${flow('start', 'sub')}${flow('sub', 'end')}${flow('stock', 'toStock')}${flow('toStock', 'end')}`,
    errors,
  );
}

describe('the right edge catches the error (P12)', () => {
  test.each([
    ['the coded edge comes before the catch-all that stands first in the file', 'errorRef="e1"', catchAll, ['toStock']],
    ['another code goes to the catch-all', 'errorRef="e2"', catchAll, ['toAll']],
    ['an error without a code goes to the catch-all', '', catchAll, ['toAll']],
    ['another code is not caught by the coded edge', 'errorRef="e2"', '', []],
    ['an error without a code is not caught by the coded edge', '', '', []],
  ])('%s', async (_what, thrown, edges, tasks) => {
    const compiled = await compileBpmn(model(thrown, edges), { hash: 'h' });
    if (!compiled.ok) throw new Error(JSON.stringify(compiled.findings));
    const world = new World(compiled.package, { ms: () => 0, finish: () => ({ output: {} }) });
    const started = world.start(undefined, {});
    expect(started.ok && started.state.status).toBe('open');
    expect(world.live().flatMap(({ element }) => (element.task ? [element.element] : []))).toEqual(tasks);
    const incidents = started.ok ? Object.values(started.state.incidents) : [];
    expect(incidents.map((incident) => incident.element)).toEqual(tasks.length > 0 ? [] : ['boom']);
    if (tasks.length === 0) expect(incidents[0]?.message).toContain('Give up');
  });
});
