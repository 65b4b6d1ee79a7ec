import { describe, expect, it } from 'vitest';
import { checkEmail } from './email.ts';

describe('e-mail addresses', () => {
  it.each([
    ['Jan@Firma.Example', 'jan@firma.example'],
    [' mailto:anna.nowak+x@klos.example ', 'anna.nowak+x@klos.example'],
    ['żółw@firma.example', 'żółw@firma.example'],
    ['info@пример.рф', 'info@xn--e1afmkfd.xn--p1ai'],
    ["o'neil@a-b.example", "o'neil@a-b.example"],
  ])('%s is %s', (text, expected) => expect(checkEmail(text)).toEqual({ ok: true, value: expected }));

  it.each([
    ['jan', 'emailSyntax'],
    ['@firma.example', 'emailSyntax'],
    ['a..b@firma.example', 'emailSyntax'],
    ['.a@firma.example', 'emailSyntax'],
    ['a b@firma.example', 'emailSyntax'],
    [`${'a'.repeat(65)}@firma.example`, 'emailSyntax'],
    ['jan@firma', 'emailDomain'],
    ['jan@-firma.example', 'emailDomain'],
    ['jan@firma..example', 'emailDomain'],
    ['jan@192.168.0.1', 'emailDomain'],
    ['jan@', 'emailDomain'],
    ['jan@firma.example,eva@firma.example', 'emailSyntax'],
  ])('%s is refused: %s', (text, code) => expect(checkEmail(text)).toMatchObject({ ok: false, code }));

  it('suggests the domain that was meant', () => {
    expect(checkEmail('jan@gmial.com')).toEqual({ ok: false, code: 'emailDomain', suggestion: 'jan@gmail.com' });
  });
});
