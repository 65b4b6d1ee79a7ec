import { describe, expect, it } from 'vitest';
import type { CompiledPackage, RecordField } from '../../engine/contract/index.ts';
import { valueText } from './form-view.ts';

const pkg = { texts: { ru: { Factory: 'Завод', 'He wrote himself': 'Написал сам' } } } as unknown as CompiledPackage;
const field = (key: string, type: RecordField['type'] = 'text'): RecordField => ({ key, label: key, type });
const shown = (key: string, value: unknown, type?: RecordField['type']) => valueText(pkg, 'ru', field(key, type), value);

describe('a value as people read it', () => {
  it('is in the reader’s language where the process wrote it', () => {
    expect(shown('priorityWhy', 'He wrote himself')).toBe('Написал сам');
    expect(shown('ownerWhy', 'Anna: works PL')).toBe('Anna: территория PL');
    expect(shown('country', 'PL')).toBe('Польша');
    expect(shown('dataProblems', [{ code: 'x', message: '"a" has a domain that cannot exist' }], 'json')).toBe(
      '«a»: такого домена не может быть',
    );
  });

  it.each(['Factory', 'Boss: works late', 'constructor', '__proto__', 'Jan Kos looks after this customer'])(
    'stays what a person typed: %s',
    (text) => expect(shown('company', text)).toBe(text),
  );

  it.each(['constructor', '__proto__'])('is a text also where the process wrote a name that every object has: %s', (text) =>
    expect(shown('priorityWhy', text)).toBe(text),
  );

  it.each([null, undefined, '', [], [null]])('is nothing: %j', (value) => expect(shown('note', value)).toBeNull());
});
