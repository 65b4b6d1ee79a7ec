import type { ProcessFile } from '../../db/queries/process-drafts.ts';
import { guardXml } from '../../engine/model/guard.ts';
import type { Finding } from '../contract/index.ts';

/** Rules that keep a file out even of a draft; the others are problems to be mended in the designer. */
const hostile = new Set(['xml/doctype', 'xml/too-large', 'xml/too-deep', 'xml/too-many-elements', 'xml/malformed']);

export function hostileFindings(files: ProcessFile[]): Finding[] {
  return files
    .filter((file) => /\.(bpmn|dmn)$/.test(file.path))
    .flatMap((file) =>
      guardXml(file.content)
        .filter((found) => hostile.has(found.rule))
        .map((found) => ({ ...found, element: found.element ?? file.path })),
    );
}
