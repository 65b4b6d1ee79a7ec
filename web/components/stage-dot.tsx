const known = new Set(['slate', 'sky', 'teal', 'moss', 'olive', 'iris', 'plum', 'cocoa']);

/** Stage colours are stored by name; they only ever stand as a bar or a dot beside the name. */
export function stageColor(name: string): string {
  return known.has(name) ? `var(--stage-${name})` : 'var(--stage-slate)';
}

export function StageDot({ color }: { color: string }) {
  return <span className="dot" style={{ background: stageColor(color) }} aria-hidden="true" />;
}
