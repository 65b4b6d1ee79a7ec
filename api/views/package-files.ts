interface File {
  path: string;
  content: string;
}

/** The BPMN file that holds a process: the one named by the manifest, else the one that declares its id. */
export function diagramOf(files: File[], process: string): string | undefined {
  const diagrams = files.filter((file) => file.path.endsWith('.bpmn'));
  if (diagrams.length === 1) return diagrams[0]?.content;
  const declares = new RegExp(`<[\\w.-]*:?process\\b[^>]*\\bid="${process.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}"`);
  return diagrams.find((file) => declares.test(file.content))?.content ?? diagrams[0]?.content;
}
