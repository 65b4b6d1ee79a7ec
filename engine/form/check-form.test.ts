import { describe, expect, it } from 'vitest';
import type { FieldProblem, Form, FormField, Json, Variables } from '../contract/index.ts';
import { type CheckFormOptions, checkForm } from './check-form.ts';
import { visibleFields } from './visible-fields.ts';

/** 8 February 2027, 12:00 in Warsaw. */
const env = { now: Date.UTC(2027, 1, 8, 11), zone: 'Europe/Warsaw' };
const options = { scope: {}, env, requireAll: true };

function field(type: FormField['type'], more: Partial<FormField> = {}): FormField {
  return { key: 'f', label: 'Field', type, ...more };
}

function codes(fields: FormField[], values: Variables, more: Partial<CheckFormOptions> = {}): string[] {
  return checkForm({ id: 'form', fields }, values, { ...options, ...more }).map(
    (problem: FieldProblem) => `${problem.path}:${problem.code}`,
  );
}

const select = {
  options: [
    { value: 'a', label: 'A' },
    { value: 'b', label: 'B' },
  ],
};

describe('a value', () => {
  it.each<[FormField, Json, string | null]>([
    [field('text'), 'x', null],
    [field('text'), 5, 'type'],
    [field('text', { max: 3 }), 'abcd', 'tooLong'],
    [field('text', { max: 3 }), '🙂🙂🙂', null],
    [field('text'), 'x'.repeat(1_001), 'tooLong'],
    [field('text', { pattern: '[A-Z]{2}\\d+' }), 'AB12', null],
    [field('text', { pattern: '[A-Z]{2}\\d+' }), 'AB12x', 'pattern'],
    [field('text', { pattern: '(a+)+' }), `${'a'.repeat(900)}b`, 'pattern'],
    [field('text', { pattern: '(' }), 'anything', null],
    [field('longText'), 'x'.repeat(20_000), null],
    [field('number', { min: 1, max: 5 }), 5, null],
    [field('number', { min: 1, max: 5 }), 0, 'tooSmall'],
    [field('number', { min: 1, max: 5 }), 5.01, 'tooBig'],
    [field('number'), '5', 'type'],
    [field('money', { min: 0 }), -1, 'tooSmall'],
    [field('boolean'), 'yes', 'type'],
    [field('date'), '2027-02-28', null],
    [field('date'), '2027-02-29', 'type'],
    [field('date'), '08.02.2027', 'type'],
    [field('dateTime'), '2027-02-08T10:00', null],
    [field('dateTime'), '2027-02-08T25:00', 'type'],
    [field('select', select), 'a', null],
    [field('select', select), 'c', 'option'],
    [field('select', select), ['a'], 'type'],
    [field('multiSelect', select), ['a', 'b'], null],
    [field('multiSelect', select), ['a', 'c'], 'option'],
    [field('multiSelect', select), ['a', 'a'], 'option'],
    [field('multiSelect', select), 'a', 'type'],
    [field('phone'), '+48 (22) 123-45-67', null],
    [field('phone'), 'call me', 'pattern'],
    [field('phone'), '123', 'pattern'],
    [field('email'), 'jan@firma.example', null],
    [field('email'), 'jan@firma', 'pattern'],
    [field('email'), 'jan firma@x.example', 'pattern'],
    [field('callBack'), '2027-02-08T12:01', null],
    [field('callBack'), '2027-02-08T12:00', 'past'],
    [field('callBack'), '2027-02-08T11:30:00Z', null],
    [field('callBack'), '2027-02-08', null],
    [field('callBack'), '2027-02-07', 'past'],
    [field('callBack'), 'tomorrow', 'type'],
    [field('file'), 'att_1', null],
    [field('file'), ['att_1', 'att_2'], null],
    [field('file'), { url: 'x' }, 'type'],
    [field('reference'), 'org_1', null],
    [field('user'), 7, 'type'],
    [field('json'), { any: ['thing'] }, null],
    [field('json', { max: 10 }), { any: 'thing that is long' }, 'tooLong'],
  ])('%j holding %j: %s', (given, value, code) => {
    expect(codes([given], { f: value })).toEqual(code === null ? [] : [`f:${code}`]);
  });
});

describe('required', () => {
  it.each<[FormField['type'], Json | undefined, boolean]>([
    ['text', undefined, true],
    ['text', null, true],
    ['text', '  ', true],
    ['text', 'x', false],
    ['number', 0, false],
    ['boolean', false, true],
    ['boolean', true, false],
    ['multiSelect', [], true],
  ])('%s %j missing: %s', (type, value, missing) => {
    const values: Variables = value === undefined ? {} : { f: value };
    expect(codes([field(type, { required: true, ...select })], type === 'multiSelect' && !missing ? { f: ['a'] } : values)).toEqual(
      missing ? ['f:required'] : [],
    );
  });

  it('only for the outcome chosen', () => {
    const reason = field('text', { key: 'reason', required: true, outcomes: ['lost'] });
    expect(codes([reason], {}, { outcome: 'lost' })).toEqual(['reason:required']);
    expect(codes([reason], {}, { outcome: 'won' })).toEqual([]);
    expect(codes([reason], {})).toEqual([]);
  });

  it('only while shown, by values of the form and of the scope', () => {
    const fields = [
      field('boolean', { key: 'other' }),
      field('text', { key: 'lead.need', required: true, visibleWhen: 'other = true and lead.open' }),
    ];
    const scope = { lead: { open: true, need: 'old' } };
    expect(codes(fields, { other: true }, { scope })).toEqual(['lead.need:required']);
    expect(codes(fields, { other: false }, { scope })).toEqual([]);
    expect(codes(fields, {}, { scope })).toEqual([]);
    expect(codes(fields, { other: true }, { scope: { lead: { open: false } } })).toEqual([]);
    expect(scope).toEqual({ lead: { open: true, need: 'old' } });
  });

  it('not in a draft, which may be half written but not of the wrong kind', () => {
    const fields = [field('email', { required: true }), field('number', { key: 'n' })];
    expect(codes(fields, { f: 'jan@' }, { draft: true })).toEqual([]);
    expect(codes(fields, {}, { draft: true })).toEqual([]);
    expect(codes(fields, { n: 'x', z: 1 }, { draft: true })).toEqual(['z:unknown', 'n:type']);
  });

  it('not where some fields are changed, but what is there must be right', () => {
    const fields = [field('email', { required: true })];
    expect(codes(fields, {}, { requireAll: false })).toEqual([]);
    expect(codes(fields, { f: 'jan@' }, { requireAll: false })).toEqual(['f:pattern']);
  });
});

it('unknown keys are refused, dangerous ones too', () => {
  const values = JSON.parse('{"f": "x", "g": 1, "__proto__": 2, "constructor": 3}') as Variables;
  expect(codes([field('text')], values)).toEqual(['g:unknown', '__proto__:unknown', 'constructor:unknown']);
  expect(codes([field('text', { key: 'toString', required: true })], {})).toEqual(['toString:required']);
});

it('the later of two dates is not before the earlier', () => {
  const fields = [field('date', { key: 'from', label: 'From' }), field('date', { key: 'to', label: 'To', notBefore: 'from' })];
  expect(codes(fields, { from: '2027-02-08', to: '2027-02-07' })).toEqual(['to:tooSmall']);
  expect(codes(fields, { from: '2027-02-08', to: '2027-02-08' })).toEqual([]);
  expect(codes(fields, { to: '2027-02-07' })).toEqual([]);
  expect(checkForm({ id: 'x', fields }, { from: '2027-02-08', to: '2027-02-07' }, options)[0]?.message).toBe('To must not be before From.');
});

it('a hidden field that holds something must hold something right', () => {
  expect(codes([field('number', { outcomes: ['won'] })], { f: 'x' }, { outcome: 'lost' })).toEqual(['f:type']);
});

it('visibleFields: a rule that fails shows its field', () => {
  const form: Form = {
    id: 'x',
    fields: [
      field('text', { key: 'a', visibleWhen: 'no such name' }),
      field('text', { key: 'b', visibleWhen: 'false' }),
      field('text', { key: 'c' }),
    ],
  };
  expect(visibleFields(form, {}, { scope: {}, env }).map(({ key }) => key)).toEqual(['a', 'c']);
});
