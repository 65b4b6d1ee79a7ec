import { describe, expect, test } from 'vitest';
import { defaultLimits } from '../engine/contract/index.ts';
import { checkCommand, checkCommandId } from './check-request.ts';
import { canonicalJson, contentHash } from './content-hash.ts';
import { KeyedQueue } from './keyed-queue.ts';
import { isCovered, union } from './locks-needed.ts';
import { Lru } from './lru.ts';
import { searchTextOf } from './record-fields.ts';

describe('contentHash', () => {
  test.each([
    [{ a: 1, b: [{ c: null, d: 'x' }] }, { b: [{ d: 'x', c: null }], a: 1 }, true],
    [{ a: 1 }, { a: 1, b: undefined }, true],
    [{ a: [1, 2] }, { a: [2, 1] }, false],
    [{ a: '1' }, { a: 1 }, false],
    [{ a: null }, {}, false],
    ['a,b', ['a', 'b'], false],
  ])('%j and %j: equal is %s', (one, other, equal) => {
    expect(contentHash(one).equals(contentHash(other))).toBe(equal);
  });

  test('is JSON that reads back', () => {
    const value = { ключ: ['"', '\\', 1.5, true, null], __proto__x: {} };
    expect(JSON.parse(canonicalJson(value))).toEqual(value);
  });
});

describe('checkCommand', () => {
  const values = (more: object) => ({ type: 'completeTask', task: 1, values: more });
  test.each([
    [values({ a: 'x'.repeat(defaultLimits.valueSize - 2) }), undefined],
    [values({ a: 'x'.repeat(defaultLimits.valueSize) }), 'tooLarge'],
    [{ type: 'override', reason: 'x', command: values({ a: 'x'.repeat(600_000) }) }, 'tooLarge'],
    [{ type: 'completeTask', task: 1, values: {}, note: 'x'.repeat(20_001) }, 'tooLarge'],
    [values({ a: 'nul \u0000' }), 'invalidCommand'],
    [values({ a: 'backslash \\u0000 written out' }), undefined],
    [values({ a: 'x\ud83d' }), 'invalidCommand'],
    [values({ a: ['\ude00\ud83d'] }), 'invalidCommand'],
    [values({ a: { '\udfff': 1 } }), 'invalidCommand'],
    [values({ a: 'whole 😀, and backslash \\ud83d written out' }), undefined],
    [values(JSON.parse('{"__proto__": 1}')), 'invalidCommand'],
  ])('case %#', (command, code) => {
    expect(checkCommand(command, defaultLimits)?.code).toBe(code);
  });

  test.each([
    ['', 'invalidCommand'],
    ['x'.repeat(201), 'invalidCommand'],
    ['a', undefined],
    ['a\0', 'invalidCommand'],
    ['a\ud83d', 'invalidCommand'],
  ])('command id %#', (id, code) => {
    expect(checkCommandId(id)?.code).toBe(code);
  });
});

test('the least recently used goes first', () => {
  const lru = new Lru<string, number>(2);
  lru.set('a', 1);
  lru.set('b', 2);
  lru.get('a');
  lru.set('c', 3);
  expect([lru.get('a'), lru.get('b'), lru.get('c'), lru.size]).toEqual([1, undefined, 3, 2]);
});

test('what weighs too much makes room, and is let go itself when it is too heavy alone', () => {
  const lru = new Lru<string, number>(10, 100);
  lru.set('a', 1, 60);
  lru.set('b', 2, 30);
  lru.set('a', 3, 10);
  lru.set('c', 4, 60);
  expect([lru.get('a'), lru.get('b'), lru.get('c')]).toEqual([3, 2, 4]);
  lru.set('d', 5, 65);
  expect([lru.get('a'), lru.get('b'), lru.get('c'), lru.get('d')]).toEqual([undefined, undefined, undefined, 5]);
  lru.set('e', 6, 101);
  expect([lru.size, lru.get('e')]).toEqual([0, undefined]);
});

test('work of one key runs one after the other, also after a failure; other keys do not wait', async () => {
  const queue = new KeyedQueue();
  const log: string[] = [];
  const slow = async (name: string, ms: number) => {
    log.push(`${name} begins`);
    await new Promise((resolve) => setTimeout(resolve, ms));
    log.push(`${name} ends`);
    if (name === 'first') throw new Error('first failed');
  };
  const first = queue.run('a', () => slow('first', 20));
  const second = queue.run('a', () => slow('second', 1));
  const other = queue.run('b', () => slow('other', 1));
  await expect(first).rejects.toThrow('first failed');
  await Promise.all([second, other]);
  expect(log).toEqual(['first begins', 'other begins', 'other ends', 'first ends', 'second begins', 'second ends']);
});

test('locks cover what they name, and grow', () => {
  const held = { keys: [{ name: 'a', key: 'b' }], records: ['r'], instances: ['i'] };
  expect(isCovered({ keys: [{ name: 'a', key: 'b' }], records: [], instances: ['i'] }, held)).toBe(true);
  const more = { keys: [{ name: 'ab', key: '' }], records: ['r', 's'], instances: [] };
  expect(isCovered(more, held)).toBe(false);
  expect(isCovered(more, union(held, more))).toBe(true);
});

test.each([
  ['Kowal  Sp.', { phone: '+48 22', amount: 5, need: 'Etiketten\nÜBER', json: { a: 'no' } }, 'kowal sp. +48 22 etiketten über uber'],
  ['Łódź', { phone: '+48 (22) 123-45-67' }, 'łódź +48 (22) 123-45-67 lodz 48221234567'],
  ['Йод', {}, 'йод иод'],
])('search reads %s with %j as small letters', (title, fields, text) => {
  expect(searchTextOf(title, fields)).toBe(text);
});

test('a search text that is cut ends in a whole character', () => {
  expect(searchTextOf('x', { need: `${'a'.repeat(3997)}😀 end` })).toBe(`x ${'a'.repeat(3997)}`);
});
