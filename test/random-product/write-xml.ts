import type { Mapping } from '../../engine/contract/index.ts';

type Value = string | number | boolean | undefined;

export function escaped(value: string): string {
  return value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

/** ` name="value"` for each that is there. */
export function attributes(values: { [name: string]: Value }): string {
  return Object.entries(values)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => ` ${name}="${escaped(String(value))}"`)
    .join('');
}

export function tag(name: string, values: { [name: string]: Value } = {}, inside: string[] = []): string {
  const body = inside.join('');
  return body === '' ? `<${name}${attributes(values)} />` : `<${name}${attributes(values)}>${body}</${name}>`;
}

/** An element with a text; `written` = its attributes as `attributes` gives them. */
export function text(name: string, value: string | undefined, written = ''): string {
  return value === undefined ? '' : `<${name}${written}>${escaped(value)}</${name}>`;
}

export function mappings(name: string, list: Mapping[]): string[] {
  return list.map(({ source, target }) => tag(`perennial:${name}`, { source: `= ${source}`, target }));
}

/** What stands beside the processes: messages, signals, errors, escalations, and the events of loops, each once. */
export class Roots {
  private readonly written = new Map<string, string>();

  message(name: string): string {
    const id = `Message_${this.plain(name)}`;
    this.written.set(id, tag('bpmn:message', { id, name }));
    return id;
  }

  /** A file without codes or names means the root's id. */
  named(kind: 'signal' | 'error' | 'escalation', id: string): string {
    this.written.set(id, tag(`bpmn:${kind}`, { id }));
    return id;
  }

  /** An event definition that a loop refers to. */
  definition(xml: string): string {
    const known = [...this.written].find(([, each]) => each.startsWith(xml.slice(0, -3)));
    if (known) return known[0];
    const id = `Event_${this.written.size}`;
    this.written.set(id, `${xml.slice(0, -3)} id="${id}" />`);
    return id;
  }

  xml(): string {
    return [...this.written.values()].join('\n');
  }

  private plain(name: string): string {
    return name.replace(/[^A-Za-z0-9]/g, '_');
  }
}
