import { expect, test } from 'vitest';
import { Lanes } from './lanes.ts';

const tick = () => new Promise((resolve) => setImmediate(resolve));

test.each([
  [1, 30],
  [4, 200],
  [7, 5_000],
])('%i lanes: never more at a time, and all of %i are done in their order', async (width, count) => {
  const lanes = new Lanes(width);
  let running = 0;
  let most = 0;
  const begun: number[] = [];
  await Promise.all(
    Array.from({ length: count }, (_, nth) =>
      lanes.run(async () => {
        begun.push(nth);
        running += 1;
        most = Math.max(most, running);
        if (nth % 3 === 0) await tick();
        running -= 1;
      }),
    ),
  );
  expect(most).toBe(width);
  expect(begun).toEqual(Array.from({ length: count }, (_, nth) => nth));
  expect(lanes.waiting).toBe(0);
});

test('what people brought about comes before what is one of many', async () => {
  const lanes = new Lanes(1);
  const done: string[] = [];
  const work = (name: string, bulk: boolean) => lanes.run(async () => void done.push(name), { bulk });
  const first = lanes.run(tick);
  const all = [work('m1', true), work('m2', true), work('p1', false), work('m3', true), work('p2', false)];
  expect(lanes.waiting).toBe(5);
  await Promise.all([first, ...all]);
  expect(done).toEqual(['p1', 'p2', 'm1', 'm2', 'm3']);
});

test('many of them never leave the others without a turn', async () => {
  const lanes = new Lanes(1);
  const done: string[] = [];
  const work = (bulk: boolean) => lanes.run(async () => void done.push(bulk ? 'm' : 'p'), { bulk });
  await Promise.all([lanes.run(tick), ...Array.from({ length: 3 }, () => work(true)), ...Array.from({ length: 9 }, () => work(false))]);
  expect(done.join('')).toBe('pppmpppmpppm');
});

test('one that fails leaves its lane, and so does one that waits for others', async () => {
  const lanes = new Lanes(2);
  const failing = Array.from({ length: 6 }, (_, nth) => lanes.run(() => Promise.reject(new Error(`no ${nth}`))));
  expect((await Promise.allSettled(failing)).map((each) => each.status)).toEqual(Array(6).fill('rejected'));
  const carriers = Array.from({ length: 5 }, (_, nth) =>
    lanes.run(async (leave) => {
      leave();
      leave();
      return Promise.all([1, 2, 3].map((part) => lanes.run(async () => nth * 10 + part, { bulk: true })));
    }),
  );
  expect((await Promise.all(carriers)).flat()).toHaveLength(15);
  let running = 0;
  let most = 0;
  const count = async () => {
    running += 1;
    most = Math.max(most, running);
    await tick();
    running -= 1;
  };
  await Promise.all(Array.from({ length: 20 }, () => lanes.run(count)));
  expect(most).toBe(2);
});
