import { describe, expect, test } from 'vitest';
import { readForm } from '../../engine/model/form-file.ts';
import type { FormComponent } from '../edit/forms.ts';
import { asKind, kindOf, kinds } from './kinds.ts';

const compiled = (component: FormComponent) =>
  readForm(JSON.stringify({ type: 'default', id: 'f', components: [component] }), 'f.form', [], [])?.fields[0];

describe('kinds of questions', () => {
  test.each(kinds)('%s is what the engine reads', (kind) => {
    const before: FormComponent = { type: 'select', key: 'a', label: 'A', properties: { type: 'select', outcomes: 'won' } };
    const after = asKind({ ...before, values: [{ value: 'x', label: 'X' }], validate: { required: true, maxLength: 5 } }, kind);
    expect(kindOf(after)).toBe(kind);
    expect(compiled(after)).toMatchObject({ type: kind, required: true, outcomes: ['won'] });
  });

  test('what belonged to the old kind goes, what the designer does not know stays', () => {
    const component = { type: 'textarea', key: 'a', validate: { maxLength: 5 }, description: 'why', appearance: { prefixAdorner: '#' } };
    expect(asKind(component, 'number')).toEqual({ type: 'number', key: 'a', description: 'why', appearance: { prefixAdorner: '#' } });
  });

  test('a kind nobody knows is shown as it is', () => {
    expect(kindOf({ type: 'iframe' })).toBe('iframe');
  });
});
