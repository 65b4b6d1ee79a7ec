import { Connection } from '@temporalio/client';
import { expect, test } from 'vitest';
import { ensureNamespace } from '../../cli/servers/temporal-namespace.ts';
import { ensureSearchAttributes, searchAttributes } from '../../worker/search-attributes.ts';
import { sharedTemporal } from '../helpers/temporal.ts';

test('a namespace nobody prepared gets what workflows set, at the start of the first worker; a second start changes nothing', async () => {
  const connection = await Connection.connect({ address: sharedTemporal() });
  try {
    const namespace = `bare-${Date.now()}`;
    await ensureNamespace(connection, namespace);
    const known = async () => Object.keys((await connection.operatorService.listSearchAttributes({ namespace })).customAttributes ?? {});
    const wanted = Object.keys(searchAttributes);
    const eventually = async <T>(work: () => Promise<T>): Promise<T> => {
      // A new namespace reaches all of the server's parts a few seconds later.
      for (let attempt = 1; ; attempt += 1) {
        try {
          return await work();
        } catch (error) {
          if (attempt === 60) throw error;
          await new Promise((resolve) => setTimeout(resolve, 500));
        }
      }
    };
    expect(await eventually(() => ensureSearchAttributes(connection, namespace))).toBeUndefined();
    await eventually(async () => expect(await known()).toEqual(expect.arrayContaining(wanted)));
    expect(await ensureSearchAttributes(connection, namespace)).toBeUndefined();
  } finally {
    await connection.close();
  }
});
