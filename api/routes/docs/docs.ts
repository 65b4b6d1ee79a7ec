import type { Express } from 'express';
import { openApiDocument } from '../../openapi.ts';
import { docsPage } from './docs-page.ts';

/** `GET /api/openapi.json`, and the same to read at `/api/docs`: from here, without a script, without another host. */
export function mountDocs(app: Express, version: string): void {
  let json: string | undefined;
  let page: string | undefined;
  app.get('/api/openapi.json', (_req, res) => {
    json ??= JSON.stringify(openApiDocument(version));
    res.type('application/json').send(json);
  });
  app.get('/api/docs', (_req, res) => {
    page ??= docsPage(openApiDocument(version) as Parameters<typeof docsPage>[0]);
    res.type('html').send(page);
  });
}
