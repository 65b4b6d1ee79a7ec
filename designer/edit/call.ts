import type { ModdleElement } from '../canvas/moddle-element.ts';
import type { PackageFile } from '../types.ts';
import { text } from './extension.ts';

/** `package`: of the version the caller runs; `latest`: the newest published when the call begins; `pinned`: always this version. */
export type Binding = 'package' | 'latest' | 'pinned';
export const bindings: Binding[] = ['package', 'latest', 'pinned'];

/** As the compiler reads it: a package or version named without saying which is taken for what it implies. */
export function bindingOf(object: ModdleElement): Binding {
  const said = bindings.find((each) => each === text(object, 'perennial:binding'));
  if (said) return said;
  if (versionOf(object) !== null) return 'pinned';
  return text(object, 'perennial:package') === '' ? 'package' : 'latest';
}

export function versionOf(object: ModdleElement): number | null {
  const version = object.get('perennial:version');
  return typeof version === 'number' ? version : null;
}

/** Attributes that say so, and none that say otherwise. */
export function bindingAttributes(object: ModdleElement, binding: Binding): { [name: string]: string | number | undefined } {
  return {
    'perennial:binding': binding === 'package' ? undefined : binding,
    'perennial:package': binding === 'package' ? undefined : text(object, 'perennial:package') || undefined,
    'perennial:version': binding === 'pinned' ? (versionOf(object) ?? 1) : undefined,
  };
}

/** Ids of the processes drawn in these files, for choices: read from the text, as a file may not be whole yet. */
export function processIds(files: PackageFile[]): string[] {
  const ids = files
    .filter(({ path }) => path.endsWith('.bpmn'))
    .flatMap(({ content }) => [...content.matchAll(/<(?:\w+:)?process\b[^>]*?\sid="([^"]+)"/g)].map(([, id]) => id ?? ''));
  return [...new Set(ids)].sort();
}
