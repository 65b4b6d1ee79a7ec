import { randomUUID } from 'node:crypto';
import { factsOf } from '../../db/queries/feed.ts';
import type { Variables } from '../../engine/contract/index.ts';
import type { CommandResult } from '../../runtime/contract.ts';
import type { TestProduct } from '../helpers/product.ts';

export const anna = { id: 'anna', roles: ['rep'], groups: ['sales'] };

export const maria = { id: 'maria', roles: ['supervisor'], groups: ['supervisor'] };

export async function startCase(product: TestProduct, packageKey: string, variables: Variables = {}): Promise<string> {
  const instanceId = `${packageKey}-${randomUUID()}`;
  const result = await product.door.startInstance({
    instanceId,
    commandId: `start-${instanceId}`,
    packageKey,
    variables,
    records: [],
    actor: anna,
  });
  if (result.status !== 'done') throw new Error(JSON.stringify(result));
  return instanceId;
}

export async function openTasks(product: TestProduct, instanceId: string): Promise<{ id: number; element: string }[]> {
  const rows = await product.database.db
    .selectFrom('user_task')
    .select(['element_instance', 'element'])
    .where('instance_id', '=', instanceId)
    .where('status', '=', 'open')
    .orderBy('element_instance')
    .execute();
  return rows.map((row) => ({ id: row.element_instance, element: row.element }));
}

/** Completes the one open task, which must be this one. */
export async function complete(product: TestProduct, instanceId: string, element: string): Promise<CommandResult> {
  const [task, ...others] = await openTasks(product, instanceId);
  if (!task || others.length > 0 || task.element !== element)
    throw new Error(`${instanceId}: not ${element} is open but ${JSON.stringify([task, ...others])}`);
  const command = { type: 'completeTask' as const, task: task.id, values: {} };
  return product.door.executeCommand({ instanceId, commandId: `complete-${instanceId}-${task.id}`, command, actor: anna });
}

export async function factTypes(product: TestProduct, instanceId: string): Promise<string[]> {
  return (await factsOf(product.database.pool, instanceId)).map((fact) => fact.type);
}

export async function statusOf(product: TestProduct, instanceId: string): Promise<string> {
  const row = await product.database.db.selectFrom('instance').select('status').where('id', '=', instanceId).executeTakeFirstOrThrow();
  return row.status;
}

/** Waits for something that comes by itself; a test that waits in vain is ended by its reader, who sees for what. */
export async function until(what: string, holds: () => Promise<boolean> | boolean, limitMs = 60_000): Promise<void> {
  const end = Date.now() + limitMs;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`waited ${limitMs} ms in vain for: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

export const hour = 3_600_000;
