/**
 * A copy of a BPMN file that gives nothing away: ids and names are replaced by numbers (alike ones alike, references and drawing data with
 * them), comments and documentation are gone. What the file says in BPMN's own words stays.
 */
export function neutralCopy(xml: string): string {
  const bare = xml
    .replace(/<!--[\s\S]*?-->/g, '')
    .replace(/(<(?:\w+:)?documentation\b[^>]*>)[\s\S]*?(<\/(?:\w+:)?documentation>)/g, '$1$2');
  const ids = numbered(valuesOf(bare, 'id'), 'n');
  const names = numbered(valuesOf(bare, 'name'), 'w');
  const tag = (text: string) =>
    text.replace(/([\w:.-]+)\s*=\s*("[^"]*"|'[^']*')/g, (_whole, attribute: string, quoted: string) => {
      const value = quoted.slice(1, -1);
      const changed = attribute === 'name' ? (names.get(value) ?? value) : attribute.startsWith('xmlns') ? value : reference(value, ids);
      return `${attribute}=${quoted[0]}${changed}${quoted[0]}`;
    });
  return bare
    .split(/(<!\[CDATA\[[\s\S]*?\]\]>|<[^>]+>)/)
    .map((part) => (part.startsWith('<![CDATA[') || part.startsWith('<?') ? part : part.startsWith('<') ? tag(part) : textOf(part, ids)))
    .join('');
}

function valuesOf(xml: string, attribute: string): string[] {
  const found = [...xml.matchAll(new RegExp(`\\s${attribute}\\s*=\\s*("[^"]*"|'[^']*')`, 'g'))];
  return found.map((match) => (match[1] as string).slice(1, -1)).filter((value) => value !== '');
}

function numbered(values: string[], prefix: string): Map<string, string> {
  return new Map([...new Set(values)].map((value, number) => [value, `${prefix}${number + 1}`]));
}

/** An id, also with a namespace before it. */
function reference(value: string, ids: ReadonlyMap<string, string>): string {
  const [, space = '', local = ''] = /^([\w.-]+:)?(.+)$/s.exec(value) ?? [];
  return ids.get(value) ?? (ids.has(local) ? `${space}${ids.get(local)}` : value);
}

function textOf(text: string, ids: ReadonlyMap<string, string>): string {
  const trimmed = text.trim();
  return trimmed === '' ? text : text.replace(trimmed, () => reference(trimmed, ids));
}
