import { describe, expect, test } from 'vitest';
import type { FormField, TaskDetail } from '../../../api/contract/tasks.ts';
import { emptyDraft, newestDraft, readDraft } from '../../lib/drafts/task-draft.ts';
import { askedItems } from './asked-items.ts';
import { completionOf } from './completion.ts';
import { judgeItems } from './judge-items.ts';
import { missing } from './missing.ts';
import { fitsOutcome, isRequired } from './shown-fields.ts';

const field = (key: string, more: Partial<FormField> = {}): FormField => ({
  key,
  label: key,
  type: 'text',
  required: false,
  outcomes: null,
  visibleWhen: null,
  options: null,
  min: null,
  max: null,
  pattern: null,
  help: null,
  ...more,
});
const outcome = (value: string, more: Partial<TaskDetail['outcomes'][number]> = {}) => ({
  value,
  name: value,
  requires: [],
  askedBy: {},
  note: false,
  nextStep: false,
  hint: null,
  ...more,
});
const form = [
  field('need'),
  field('callAt', { type: 'callBack', required: true, outcomes: ['later'] }),
  field('volume', { type: 'number' }),
];
const task = {
  id: 'lead-1:5',
  name: 'Call',
  record: { id: 'r', type: 'lead', title: 'Klos', number: '1' },
  outcomes: [outcome('good', { requires: ['need'] }), outcome('later', { nextStep: true }), outcome('lost', { note: true })],
  form,
  values: { need: 'labels', volume: 5 },
  checklist: [{ id: 'read', text: 'Read', required: true, when: null }],
  evidence: [{ id: 'photo', text: 'Photo', kind: 'photo', required: true, place: false, when: null }],
} as unknown as TaskDetail;
const shownFor = (result: string | null) => form.filter((each) => fitsOutcome(each, result));
const now = Date.parse('2026-01-01T10:00:00Z');
const paths = (result: string | null, draft = {}) =>
  missing(task, { ...emptyDraft, outcome: result, ...draft }, shownFor(result), askedItems(task, result, undefined), now).map(
    (problem) => problem.path,
  );

describe('required marks follow the result', () => {
  test.each([
    ['need', 'good', true],
    ['need', 'later', false],
    ['callAt', 'later', true],
    ['callAt', 'good', false],
    ['volume', 'good', false],
  ])('%s for %s', (key, result, expected) => expect(isRequired(form.find((each) => each.key === key)!, task, result)).toBe(expected));
});

describe('what is missing is said before anybody leaves the case', () => {
  test('no result', () => expect(paths(null)).toContain('outcome'));
  test('a step that failed asks for the next step, not for its checklist', () => expect(paths('later')).toEqual(['callAt']));
  test('a result that ends the step asks for checklist and proof', () =>
    expect(paths('good')).toEqual(['checklist.read', 'evidence.photo']));
  test('a call-back whose moment went by is asked for again', () => {
    const at = (iso: string) => paths('later', { values: { callAt: iso } });
    expect(at('2026-01-01T10:00:00Z')).toEqual(['callAt']);
    expect(at('2026-01-01T10:01:00Z')).toEqual([]);
  });
  test('a note where the result wants one', () => expect(paths('lost')).toContain('note'));
  test('nothing, when all is there', () => {
    expect(paths('good', { checklist: ['read'], evidence: { photo: { id: 'f', name: 'f', size: 1 } } })).toEqual([]);
  });
});

describe('proof and checklist follow the result', () => {
  const conditional = {
    ...task,
    outcomes: [outcome('sent'), outcome('lost'), outcome('later', { nextStep: true })],
    outcomeVariable: 'result',
    evidence: [{ id: 'offer', text: 'Offer', kind: 'file', required: true, place: false, when: 'result = "sent"' }],
    checklist: [{ id: 'stock', text: 'Stock', required: true, when: 'result = "sent" and deal.amount > 10' }],
  } as unknown as TaskDetail;
  const conditions = new Map([
    ['evidence.offer', 'result = "sent"'],
    ['checklist.stock', 'result = "sent" and deal.amount > 10'],
    ['checklist.odd', 'nobody.knows(result)'],
  ]);
  const held = (result: string | null, amount: number) =>
    judgeItems(conditions, { 'deal.amount': amount }, { name: 'result', outcome: result }, 0, 'UTC');
  const lacking = (result: string, amount: number) =>
    missing(conditional, { ...emptyDraft, outcome: result }, [], askedItems(conditional, result, held(result, amount)), now).map(
      (problem) => problem.path,
    );

  test('conditions are judged over result and values; one that cannot be told is left to the server', () => {
    expect([...held('sent', 11).values()]).toEqual([true, true, null]);
    expect([...held('sent', 9).values()]).toEqual([true, false, null]);
    expect([...held('lost', 11).values()]).toEqual([false, false, null]);
  });
  test('asked for where the condition holds', () => expect(lacking('sent', 11)).toEqual(['checklist.stock', 'evidence.offer']));
  test('not asked for where it does not', () => {
    expect(lacking('sent', 9)).toEqual(['evidence.offer']);
    expect(lacking('lost', 11)).toEqual([]);
    expect(lacking('later', 11)).toEqual([]);
  });
  test('before it is judged nobody is kept', () => {
    expect(askedItems(conditional, 'sent', undefined)('evidence.offer')).toBe('unknown');
  });
});

describe('what is sent', () => {
  test('only fields that are shown; a cleared one as null; drafts over stored values', () => {
    const draft = { ...emptyDraft, outcome: 'good', note: '  said so ', values: { volume: '', callAt: '2026-01-01T10:00:00Z' } };
    expect(completionOf(task, draft, shownFor('good')).body).toEqual({
      outcome: 'good',
      values: { need: 'labels', volume: null },
      note: 'said so',
      checklist: undefined,
      evidence: undefined,
    });
  });
});

describe('drafts', () => {
  test('the newer of both copies wins', () => {
    const here = { draft: { ...emptyDraft, note: 'here' }, at: Date.parse('2026-01-01T10:00:00Z') };
    expect(newestDraft(here, { note: 'server' }, '2026-01-01T09:00:00Z').note).toBe('here');
    expect(newestDraft(here, { note: 'server' }, '2026-01-01T11:00:00Z').note).toBe('server');
    expect(newestDraft(null, null, null)).toEqual(emptyDraft);
  });
  test('a copy saved late, but typed before, does not win', () => {
    const here = { draft: { ...emptyDraft, note: 'Wants a sample' }, at: Date.parse('2026-01-01T10:00:01Z') };
    const server = { note: 'Wants a sa', at: Date.parse('2026-01-01T10:00:00Z') };
    expect(newestDraft(here, server, '2026-01-01T10:00:05Z').note).toBe('Wants a sample');
    expect(newestDraft(here, { ...server, at: here.at + 1 }, '2026-01-01T10:00:05Z').note).toBe('Wants a sa');
  });
  test('a draft of another shape is read as far as it fits', () => {
    expect(
      readDraft({
        outcome: 3,
        note: 'x',
        values: [1],
        checklist: ['a', 2],
        evidence: { p: { id: 'f' }, q: 'no' },
        words: { a: 'b', c: 1 },
      }),
    ).toEqual({
      ...emptyDraft,
      note: 'x',
      checklist: ['a'],
      evidence: { p: { id: 'f' } },
      words: { a: 'b' },
    });
  });
});
