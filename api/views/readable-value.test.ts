import { describe, expect, it } from 'vitest';
import { nameInWords, readableValue } from './readable-value.ts';

const read = (value: unknown) => readableValue(value, nameInWords);

describe('names of variables in words', () => {
  it.each([
    ['invoiceNumber', 'Invoice number'],
    ['invoice_number', 'Invoice number'],
    ['due-date', 'Due date'],
    ['orderID', 'Order ID'],
    ['NIP', 'NIP'],
    ['VATRate', 'VAT rate'],
    ['line2', 'Line2'],
    ['Numer umowy', 'Numer umowy'],
    ['suma', 'Suma'],
    ['номерСчёта', 'Номер счёта'],
  ])('%s', (name, said) => expect(nameInWords(name)).toBe(said));
});

describe('a value as it is shown', () => {
  it('has its names in words, without what is empty or a program’s own', () => {
    expect(read({ firstName: 'Jan', _trace: 'x', note: '', tags: [], lines: [{ netSum: 5, gross: null }] })).toEqual({
      value: { 'First name': 'Jan', Lines: [{ 'Net sum': 5 }] },
      cut: false,
    });
    expect([read(''), read({}), read([null]), read({ _a: 1 })].map((each) => each.value)).toEqual([null, null, null, null]);
    expect([read(0), read(false)].map((each) => each.value)).toEqual([0, false]);
  });

  it('keeps both of two names that would read the same', () => {
    expect(read({ netSum: 1, net_sum: 2 }).value).toEqual({ 'Net sum': 1, net_sum: 2 });
  });

  it('is cut where it is longer than a screen can say, and says so', () => {
    const text = read('x'.repeat(6_000));
    expect([String(text.value).length, text.cut]).toEqual([5_000, true]);
    const list = read(Array.from({ length: 300 }, (_, index) => index));
    expect([(list.value as unknown[]).length, list.cut]).toEqual([100, true]);
    const wide = read(Array.from({ length: 90 }, () => Object.fromEntries(Array.from({ length: 90 }, (_, index) => [`a${index}`, 1]))));
    expect([JSON.stringify(wide.value).length < 20_000, wide.cut]).toEqual([true, true]);
    let deep: unknown = 1;
    for (let depth = 0; depth < 50; depth += 1) deep = { deep, beside: 1 };
    expect(read(deep).cut).toBe(true);
  });
});
