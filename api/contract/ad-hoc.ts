import { z } from 'zod';
import { done } from './common.ts';
import { defineRoute } from './route.ts';

const scope = z.string().min(3).max(300);

export const listAdHoc = defineRoute({
  method: 'get',
  path: '/api/cases/:case/ad-hoc',
  summary: 'Steps of a case that somebody may choose to begin now',
  right: 'task:work',
  params: z.object({ case: z.string().min(1).max(300) }),
  reply: z.object({
    items: z.array(
      z.object({
        /** `<case>:<element instance>` of the open ad-hoc subprocess. */
        id: scope,
        element: z.string(),
        name: z.string(),
        steps: z.array(z.object({ element: z.string(), name: z.string() })),
      }),
    ),
  }),
});
export const beginAdHoc = defineRoute({
  method: 'post',
  path: '/api/ad-hoc/:scope/begin',
  summary: 'Begin one of its steps',
  right: 'task:work',
  params: z.object({ scope }),
  body: z.object({ element: z.string().min(1).max(300) }),
  reply: done,
  command: true,
});
export const completeAdHoc = defineRoute({
  method: 'post',
  path: '/api/ad-hoc/:scope/complete',
  summary: 'Say that it is done: what is still open in it is no longer needed',
  right: 'task:work',
  params: z.object({ scope }),
  reply: done,
  command: true,
});
