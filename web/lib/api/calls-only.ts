import { type ESTree, type Plugin, parseSync } from 'vite';

/** What the server checks, and what is read in its documentation only. */
const instead: { [key: string]: string } = { params: 'z', query: 'z', body: 'z', reply: 'z', summary: "''" };

/**
 * Of `api/contract`, what calls need in the browser: method, path, right, limits. Schemas stand there as `z`, which gives itself whatever
 * is asked of it (`schema-free.ts`), so what only they name is left out of the bundle.
 */
export const callsOnly: Plugin = {
  name: 'calls-only',
  enforce: 'pre',
  transform: {
    filter: { id: /\/api\/contract\/[\w-]+\.ts$/ },
    handler: (code) => ({ code: withoutSchemas(code), map: null }),
  },
};

/** The same module with `z` for each schema it declares, and neither schemas nor summaries in its routes. */
export function withoutSchemas(code: string): string {
  const { program } = parseSync('contract.ts', code);
  const cuts: { start: number; end: number; text: string }[] = [];
  for (const statement of program.body) {
    const declaration = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement;
    if (declaration?.type !== 'VariableDeclaration') continue;
    for (const { init } of declaration.declarations) if (init?.type === 'CallExpression') cuts.push(...cutsOf(init));
  }
  return cuts
    .sort((one, other) => other.start - one.start)
    .reduce((text, cut) => text.slice(0, cut.start) + cut.text + text.slice(cut.end), code);
}

function cutsOf(call: ESTree.CallExpression) {
  if (rootOf(call) === 'z') return [{ start: call.start, end: call.end, text: 'z' }];
  const [route] = call.arguments;
  if (rootOf(call) !== 'defineRoute' || route?.type !== 'ObjectExpression') return [];
  return route.properties.flatMap((property) =>
    property.type === 'Property' && property.key.type === 'Identifier' && Object.hasOwn(instead, property.key.name)
      ? [{ start: property.start, end: property.end, text: `${property.key.name}: ${instead[property.key.name]}` }]
      : [],
  );
}

/** The name a chain of calls begins with: `z` of `z.string().max(3)`. */
function rootOf(expression: ESTree.Expression): string | undefined {
  if (expression.type === 'Identifier') return expression.name;
  if (expression.type === 'CallExpression') return rootOf(expression.callee);
  return expression.type === 'MemberExpression' ? rootOf(expression.object) : undefined;
}
