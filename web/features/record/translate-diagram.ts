interface Box {
  x: number;
  width: number;
}

/** As much of a parsed diagram as its names and the places of their labels. */
export interface Definitions {
  diagrams?: { plane?: { planeElement?: { bpmnElement?: { name?: string }; label?: { bounds?: Box } }[] } }[];
}

/** Room for a word of any language; labels drawn for short English words break longer ones in two. */
const labelWidth = 96;

/** Puts a reader's own names into a parsed diagram, before it is drawn. Names without a translation stay. */
export function translate(definitions: Definitions | undefined, texts: Readonly<Record<string, string>>): void {
  for (const { plane } of definitions?.diagrams ?? []) {
    for (const { bpmnElement, label } of plane?.planeElement ?? []) {
      const text = bpmnElement?.name && Object.hasOwn(texts, bpmnElement.name) ? texts[bpmnElement.name] : undefined;
      if (!bpmnElement || !text) continue;
      bpmnElement.name = text;
      if (label?.bounds && label.bounds.width < labelWidth) {
        label.bounds.x -= (labelWidth - label.bounds.width) / 2;
        label.bounds.width = labelWidth;
      }
    }
  }
}
