import { describe, expect, test } from 'vitest';
import { choices } from './choices.ts';
import { mayStandOn, roomOn } from './insert.ts';
import type { DiagramElement } from './moddle-element.ts';

const step = { width: 100, height: 80 };

describe('room on a way', () => {
  test('a long one has it in the middle', () => {
    expect(
      roomOn(
        [
          { x: 0, y: 10 },
          { x: 300, y: 10 },
        ],
        step,
      ),
    ).toEqual({ at: { x: 150, y: 10 }, axis: 'x', wanting: 0 });
  });
  test('a short one wants some', () => {
    expect(
      roomOn(
        [
          { x: 0, y: 10 },
          { x: 50, y: 10 },
        ],
        step,
      ),
    ).toEqual({ at: { x: 25, y: 10 }, axis: 'x', wanting: 150 });
  });
  test('of several parts the one that wants least', () => {
    const bent = [
      { x: 0, y: 0 },
      { x: 40, y: 0 },
      { x: 40, y: 400 },
      { x: 60, y: 400 },
    ];
    expect(roomOn(bent, step)).toEqual({ at: { x: 40, y: 200 }, axis: 'y', wanting: 0 });
  });
});

test('what begins, ends or stands beside a way is not put into it; all else is', () => {
  const flow = { type: 'bpmn:SequenceFlow', waypoints: [] } as unknown as DiagramElement;
  const keys = (may: boolean) => choices.filter(({ creation }) => mayStandOn(flow, creation) === may).map(({ key }) => key);
  expect(keys(true)).toEqual(expect.arrayContaining(['user-task', 'exclusive-gateway', 'catch.timer', 'throw.signal', 'sub-process']));
  expect(keys(false).filter((key) => !/^(start|end|boundary|event-sub-process)\./.test(key))).toEqual(['catch.link', 'throw.link']);
  expect(mayStandOn({ type: 'bpmn:MessageFlow', waypoints: [] } as unknown as DiagramElement, { type: 'bpmn:UserTask' })).toBe(false);
});
