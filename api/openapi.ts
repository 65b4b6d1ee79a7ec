import { z } from 'zod';
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from 'zod-openapi';
import type { Route } from './contract/index.ts';
import * as contract from './contract/index.ts';

/** Every route the contract exports. */
export function contractRoutes(): Route[] {
  return (Object.values(contract) as unknown[]).filter(isRoute);
}

function isRoute(value: unknown): value is Route {
  return typeof value === 'object' && value !== null && 'method' in value && 'path' in value && 'reply' in value;
}

const problem = contract.problem.meta({ id: 'Problem', description: 'Every answer 4xx and 5xx.' });
const problemAnswer = (description: string) => ({ description, content: { 'application/json': { schema: problem } } });

/** The API as OpenAPI 3.1, drawn from the same schemas that check every call. */
export function openApiDocument(version: string): ReturnType<typeof createDocument> {
  const paths: ZodOpenApiPathsObject = {};
  for (const route of contractRoutes()) {
    const path = route.path.replace(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [route.method]: operationOf(route) };
  }
  return createDocument({
    openapi: '3.1.0',
    info: {
      title: 'Perennial',
      version,
      description:
        'Sign in with POST /api/session; the cookie carries the session. Every call that changes something sends the header X-CSRF-Token (from GET /api/me). Calls that move a case take an Idempotency-Key: repeated with the same key they return their first answer.',
    },
    paths,
    components: {
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'perennial', description: 'Over https the cookie is called __Host-perennial.' },
      },
    },
  });
}

function operationOf(route: Route): ZodOpenApiOperationObject {
  const { right, summary, command, method } = route;
  const header = z.object({
    ...(right !== 'public' && method !== 'get' ? { 'X-CSRF-Token': z.string() } : {}),
    ...(command ? { 'Idempotency-Key': z.string().min(1).max(200).optional() } : {}),
  });
  return {
    operationId: operationId(route),
    summary,
    description:
      right === 'public' ? 'Without a session.' : right === 'signed-in' ? 'For everybody signed in.' : `Needs the right \`${right}\`.`,
    tags: [route.path.split('/')[2] ?? 'api'],
    security: right === 'public' ? [] : [{ session: [] }],
    requestParams: {
      ...(route.params ? { path: route.params as z.ZodObject } : {}),
      ...(route.query ? { query: route.query as z.ZodObject } : {}),
      ...(Object.keys(header.shape).length > 0 ? { header } : {}),
    },
    ...(route.body ? { requestBody: { content: { 'application/json': { schema: route.body } } } } : {}),
    ...(route.upload ? { requestBody: uploadBody(route.upload) } : {}),
    responses: {
      '200': { description: 'Done', content: { [replyType(route)]: { schema: route.reply } } },
      '400': problemAnswer('The call could not be read'),
      ...(right === 'public' ? {} : { '401': problemAnswer('No session'), '403': problemAnswer('Not allowed, or no CSRF token') }),
      ...(route.params ? { '404': problemAnswer('There is no such thing, or you may not see it') } : {}),
      ...(command
        ? { '409': problemAnswer('Somebody was first; says who and when'), '422': problemAnswer('A guard is not met; names the fields') }
        : {}),
      ...(route.body || route.upload ? { '413': problemAnswer('Larger than the limit, which is named') } : {}),
    },
  };
}

function uploadBody({ field, maxBytes }: NonNullable<Route['upload']>) {
  const schema = {
    type: 'object' as const,
    required: [field],
    properties: { [field]: { type: 'string' as const, format: 'binary', description: `At most ${maxBytes} bytes.` } },
  };
  return { content: { 'multipart/form-data': { schema } } };
}

function replyType(route: Route): string {
  if (route.path.endsWith('.csv')) return 'text/csv';
  return route.path === '/api/files/:file' && route.method === 'get' ? 'application/octet-stream' : 'application/json';
}

function operationId(route: Route): string {
  const entry = Object.entries(contract).find(([, value]) => value === (route as unknown));
  return entry?.[0] ?? `${route.method} ${route.path}`;
}
