import { describe, expect, it } from 'vitest';
import { checkPhone } from './phone.ts';

const value = (text: string, country: string) => {
  const check = checkPhone(text, country);
  return check.ok ? check.value : null;
};

describe('phone numbers in many spellings', () => {
  it.each([
    ['8 (916) 123-45-67', 'RU', '+79161234567'],
    ['+7 916 123 45 67', 'RU', '+79161234567'],
    ['9161234567', 'RU', '+79161234567'],
    ['8-916-123-45-67', 'ru', '+79161234567'],
    ['8 (495) 123-45-67', 'RU', '+74951234567'],
    ['+7 (916) 123 45 67', 'PL', '+79161234567'],
    ['601 123 456', 'PL', '+48601123456'],
    ['0048 601123456', 'PL', '+48601123456'],
    ['0048 601 123 456', 'RU', '+48601123456'],
    ['+48 601-123-456', 'RU', '+48601123456'],
    ['(22) 612 34 56', 'PL', '+48226123456'],
    ["'601123456", 'PL', '+48601123456'],
    ['tel:+48601123456', 'DE', '+48601123456'],
    ['＋４８ ６０１ １２３ ４５６', 'PL', '+48601123456'],
    ['\u202a+48 601 123 456\u202c', 'PL', '+48601123456'],
    ['030 901820', 'DE', '+4930901820'],
  ])('%s in %s is %s', (text, country, expected) => expect(value(text, country)).toBe(expected));

  it.each([
    ['89161234567', 'PL'],
    ['8 916 765 43 21', 'PL'],
    ['12345', 'PL'],
    ['601 123 45', 'PL'],
    ['000000000', 'PL'],
    ['call me', 'PL'],
    ['', 'PL'],
    ['+', 'RU'],
    ['1'.repeat(200), 'PL'],
  ])('%s in %s goes to Data quality', (text, country) => expect(value(text, country)).toBeNull());

  it('suggests what the number would be in a neighbouring country, and does not take it', () => {
    expect(checkPhone('89161234567', 'PL')).toEqual({ ok: false, code: 'phoneInvalid', suggestion: '+79161234567' });
  });
});
