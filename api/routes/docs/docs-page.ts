/** The part of an OpenAPI document that the page shows. */
interface Document {
  info: { title: string; version: string; description?: string };
  paths?: { [path: string]: { [method: string]: unknown } };
  components?: { schemas?: { [name: string]: unknown } };
}

interface Operation {
  operationId?: string;
  summary?: string;
  description?: string;
  tags?: string[];
  parameters?: { name: string; in: string; required?: boolean; schema?: unknown }[];
  requestBody?: { content: { [type: string]: { schema?: unknown } } };
  responses?: { [status: string]: { description?: string; content?: { [type: string]: { schema?: unknown } } } };
}

const methods = ['get', 'post', 'put', 'patch', 'delete'];

/** One page of plain HTML: operations by resource, each with what goes in and what comes out. */
export function docsPage(document: Document): string {
  const groups = new Map<string, string[]>();
  for (const [path, item] of Object.entries(document.paths ?? {})) {
    for (const method of methods) {
      const operation = item[method] as Operation | undefined;
      if (!operation) continue;
      const tag = operation.tags?.[0] ?? 'api';
      groups.set(tag, [...(groups.get(tag) ?? []), operationHtml(method, path, operation)]);
    }
  }
  const sections = [...groups].map(
    ([tag, items]) => `<section id="${escapeHtml(tag)}"><h2>${escapeHtml(tag)}</h2>${items.join('')}</section>`,
  );
  const links = [...groups.keys()].map((tag) => `<a href="#${escapeHtml(tag)}">${escapeHtml(tag)}</a>`);
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>${escapeHtml(document.info.title)} API</title><style>${style}</style></head><body>
<header><h1>${escapeHtml(document.info.title)} API</h1><p>${escapeHtml(document.info.description ?? '')} <a href="/api/openapi.json">openapi.json</a></p></header>
<nav aria-label="Resources">${links.join(' ')}</nav><main>${sections.join('')}</main></body></html>`;
}

function operationHtml(method: string, path: string, operation: Operation): string {
  const parameters = (operation.parameters ?? [])
    .map(
      (each) => `<li><code>${escapeHtml(each.name)}</code> ${each.in}${each.required ? '' : ', optional'} ${schemaHtml(each.schema)}</li>`,
    )
    .join('');
  const bodies = Object.entries(operation.requestBody?.content ?? {}).map(
    ([type, { schema }]) => `<h4>Body, ${escapeHtml(type)}</h4>${schemaHtml(schema)}`,
  );
  const answers = Object.entries(operation.responses ?? {}).map(([status, answer]) => {
    const schema = status === '200' ? Object.values(answer.content ?? {})[0]?.schema : undefined;
    return `<li><b>${escapeHtml(status)}</b> ${escapeHtml(answer.description ?? '')}${schema ? schemaHtml(schema) : ''}</li>`;
  });
  return `<details id="${escapeHtml(operation.operationId ?? '')}"><summary><b class="${method}">${method.toUpperCase()}</b> <code>${escapeHtml(path)}</code> ${escapeHtml(operation.summary ?? '')}</summary>
<p>${escapeHtml(operation.description ?? '')}</p>${parameters ? `<h4>Parameters</h4><ul>${parameters}</ul>` : ''}${bodies.join('')}<h4>Answers</h4><ul>${answers.join('')}</ul></details>`;
}

function schemaHtml(schema: unknown): string {
  return schema === undefined ? '' : `<pre>${escapeHtml(JSON.stringify(schema, null, 1))}</pre>`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);
}

const style = `:root{color-scheme:light dark;font:13px/20px system-ui,sans-serif}body{max-width:960px;margin:0 auto;padding:24px}
nav a{margin-right:12px}summary{cursor:pointer;padding:6px 0;border-top:1px solid color-mix(in srgb,currentColor 15%,transparent)}
summary b{display:inline-block;width:56px}pre{max-height:320px;overflow:auto;padding:8px;background:color-mix(in srgb,currentColor 6%,transparent);border-radius:6px}
a,.get{color:#5c41b9}@media(prefers-color-scheme:dark){a,.get{color:#9e92f3}}h1{font-size:20px}h2{font-size:16px}h4{margin:8px 0 0;font-size:12px}`;
