import { expect, it } from 'vitest';
import { safeName } from './multipart.ts';

it('a long name is cut between characters, never within one', () => expect(safeName(`${'a'.repeat(199)}😀.pdf`)).toBe('a'.repeat(199)));
