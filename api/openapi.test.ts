import { describe, expect, it } from 'vitest';
import { contractRoutes, openApiDocument } from './openapi.ts';
import { docsPage } from './routes/docs/docs-page.ts';

interface Operation {
  operationId: string;
  parameters?: { name: string; in: string; required?: boolean }[];
  requestBody?: object;
  responses: { [status: string]: object };
}

const document = openApiDocument('1.2.3') as unknown as {
  openapi: string;
  paths: { [path: string]: { [method: string]: Operation } };
  components: { schemas: object };
};
const operations = Object.entries(document.paths).flatMap(([path, item]) =>
  Object.entries(item).map(([method, operation]) => ({ path, method, operation })),
);

describe('the OpenAPI document', () => {
  it('holds every route once, with an id of its own', () => {
    expect(operations.map(({ method, path }) => `${method} ${path}`).sort()).toEqual(
      contractRoutes()
        .map((route) => `${route.method} ${route.path.replace(/:(\w+)/g, '{$1}')}`)
        .sort(),
    );
    const ids = operations.map(({ operation }) => operation.operationId);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^[a-z][A-Za-z]+$/);
  });

  it('declares every parameter of a path, and nothing it refers to is missing', () => {
    for (const { path, operation } of operations) {
      const names = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
      const declared = (operation.parameters ?? []).filter((each) => each.in === 'path');
      expect([path, declared.map((each) => each.name).sort(), declared.every((each) => each.required)]).toEqual([path, names.sort(), true]);
    }
    const text = JSON.stringify(document);
    for (const [, ref] of text.matchAll(/"\$ref":"#\/([^"]+)"/g)) {
      const target = (ref ?? '')
        .split('/')
        .reduce<unknown>(
          (at, key) =>
            (at as { [key: string]: unknown } | undefined)?.[decodeURIComponent(key).replaceAll('~1', '/').replaceAll('~0', '~')],
          document,
        );
      expect([ref, target]).toEqual([ref, expect.anything()]);
    }
  });

  it('names the headers of calls that change or move something', () => {
    const complete = document.paths['/api/tasks/{task}/complete']?.post;
    expect(complete?.parameters?.filter((each) => each.in === 'header').map((each) => [each.name, each.required ?? false])).toEqual([
      ['X-CSRF-Token', true],
      ['Idempotency-Key', false],
    ]);
    expect(Object.keys(complete?.responses ?? {})).toEqual(
      expect.arrayContaining(['200', '400', '401', '403', '404', '409', '413', '422']),
    );
  });

  it('is shown as a page that needs no script and no other host', () => {
    const page = docsPage(document as never);
    expect(page).not.toMatch(/<script|(src|href)="https?:/);
    for (const { path } of operations) expect(page).toContain(path.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`));
  });
});
