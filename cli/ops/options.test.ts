import { expect, test } from 'vitest';
import { BadCall, objectOf, readOptions, variablesOf } from './options.ts';

test('a value is JSON where it is some, else text', () => {
  const { flags } = readOptions(['--var', 'a=1e3', '--var', 'b=hot', '--var', 'c={"d": [1]}', '--variables', '{"e": -1e308}']);
  expect(variablesOf(flags)).toEqual({ a: 1000, b: 'hot', c: { d: [1] } });
  expect(objectOf(flags, 'variables')).toEqual({ e: -1e308 });
});

test('a number too large to be one is no text and no null', () => {
  expect(() => variablesOf({ var: ['a=1e999'] })).toThrow(BadCall);
  expect(() => objectOf({ variables: '{"a": [-1e999]}' }, 'variables')).toThrow('--variables: the number is too large');
});
