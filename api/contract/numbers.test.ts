import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import * as contract from './index.ts';

const largest = 2_147_483_647;
const { getStart, startInstance, listInstances, restartInstance, startBatch, previewBatch } = contract;
const batch = (filter: object, action: object = { action: 'undo' }) => ({ filter, action });

describe('a version is a number that a column of the database holds', () => {
  const places: [string, z.ZodType | undefined, (version: number) => unknown][] = [
    ['a start', startInstance.body, (version) => ({ process: 'p', version })],
    ['the start form', getStart.query, (version) => ({ version: String(version) })],
    ['the list of cases', listInstances.query, (version) => ({ version: String(version) })],
    ['a restart', restartInstance.body, (version) => ({ version })],
    ['the filter of a batch', startBatch.body, (version) => batch({ version })],
    ['the filter of a preview', previewBatch.body, (version) => batch({ version })],
    ['a batch of restarts', startBatch.body, (version) => batch({ package: 'p' }, { action: 'restart', version })],
  ];
  it.each(places)('%s', (_, schema, made) => {
    expect(schema?.safeParse(made(largest)).success).toBe(true);
    for (const wrong of [0, 1.5, largest + 1, 9e15]) expect([wrong, schema?.safeParse(made(wrong)).success]).toEqual([wrong, false]);
  });

  it('no route takes a larger one', () => {
    const routes = Object.entries(contract).flatMap(([name, route]) =>
      typeof route === 'object' && 'method' in route ? [{ name, route }] : [],
    );
    // The version of a record counts its changes, in a wider column.
    const open = routes
      .filter(({ name }) => name !== 'changeRecord')
      .flatMap(({ name, route }) =>
        (['params', 'query', 'body'] as const).flatMap((part) => {
          const schema = route[part] as z.ZodType | undefined;
          if (!schema) return [];
          const told = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as {
            properties?: { [key: string]: { maximum?: number } };
          };
          const version = told.properties?.version;
          return version && (version.maximum ?? Number.POSITIVE_INFINITY) > largest ? [`${name} ${part}`] : [];
        }),
      );
    expect(open).toEqual([]);
  });
});

describe('a batch says which cases it means', () => {
  it.each([startBatch.body, previewBatch.body])('and is refused with a sentence if it names nothing', (schema) => {
    for (const nothing of [{}, { all: undefined }])
      expect(schema?.safeParse(batch(nothing)).error?.issues).toMatchObject([{ path: ['filter'], message: 'issue.whichCases' }]);
    expect(schema?.safeParse(batch({ all: false })).success).toBe(false);
    for (const some of [{ all: true }, { status: 'open' }, { ids: ['a'] }, { suspended: false }])
      expect([some, schema?.safeParse(batch(some)).success]).toEqual([some, true]);
  });
});
