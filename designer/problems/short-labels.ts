import type { Finding } from '../../engine/elements/element.ts';

/**
 * The finding with names as people read them: `“Call” (Activity_1)` becomes `“Call”` where no other element is called so, and an element without
 * a name is called by its kind. `named` gives name and kind of what stands on the canvas; the id is left where nothing better is known.
 */
export function shortLabels(finding: Finding, named: (id: string) => { name: string; kind: string; twice: boolean } | undefined): Finding {
  const { params } = finding;
  if (!params) return finding;
  const entries = Object.entries(params).map(([key, value]): [string, string | number] => {
    const [, quoted, inner, id] = /^(“([^“”]*)”)(?: \((.+)\))?$/s.exec(String(value)) ?? [];
    if (quoted === undefined || inner === undefined) return [key, value];
    const known = named(id ?? inner);
    if (id !== undefined) return [key, known && !known.twice ? quoted : value];
    return [key, known && known.name === '' ? `${known.kind} (${inner})` : value];
  });
  return { ...finding, params: Object.fromEntries(entries) };
}
