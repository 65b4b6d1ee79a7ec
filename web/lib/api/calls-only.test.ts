import { expect, test } from 'vitest';
import { withoutSchemas } from './calls-only.ts';

test('schemas become `z`, routes keep what a call needs', () => {
  const code = `import { z } from 'zod';
import { done } from './common.ts';
export const row = z.object({ id: z.string().max(3) }).strict();
const levels = ['low', 'high'] as const;
export const listOf = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item) });
export type Row = z.infer<typeof row>;
export const get = defineRoute({ method: 'get', path: '/api/rows/:row', summary: 'A row', right: 'row:read', params: z.object({ row: z.string() }), maxBody: 5, reply: done });
`;
  expect(withoutSchemas(code)).toBe(`import { z } from 'zod';
import { done } from './common.ts';
export const row = z;
const levels = ['low', 'high'] as const;
export const listOf = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item) });
export type Row = z.infer<typeof row>;
export const get = defineRoute({ method: 'get', path: '/api/rows/:row', summary: '', right: 'row:read', params: z, maxBody: 5, reply: z });
`);
});
