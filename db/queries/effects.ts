import type { Queryable } from '../queryable.ts';
import type { EffectKind } from '../tables/effect.ts';

export interface EffectToCarry {
  kind: EffectKind;
  body: { [key: string]: unknown };
  created_at: Date;
  done_at: Date | null;
}

export async function readEffect(queryable: Queryable, instanceId: string, number: number): Promise<EffectToCarry | undefined> {
  const { rows } = await queryable.query<EffectToCarry>({
    text: 'select kind, body, created_at, done_at from effect where instance_id = $1 and number = $2',
    values: [instanceId, number],
  });
  return rows[0];
}

export async function settleEffect(queryable: Queryable, instanceId: string, number: number, at: Date): Promise<void> {
  await queryable.query({
    text: 'update effect set done_at = $3 where instance_id = $1 and number = $2 and done_at is null',
    values: [instanceId, number, at],
  });
}
