/** Writes rewritten source and remembers where each piece came from. */
export class SourceWriter {
  code = '';
  /** Pairs (position in `code`, position in the text), ascending. */
  readonly places: [number, number][] = [];
  private readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  copy(from: number, to: number): void {
    if (from < to) this.write(this.text.slice(from, to), from);
  }

  write(code: string, offset: number): void {
    this.places.push([this.code.length, offset]);
    this.code += code;
  }
}

/** Position in the text for a position in the rewritten code. */
export function sourceOffset(places: [number, number][], position: number): number {
  let best: [number, number] = [0, 0];
  for (const place of places) {
    if (place[0] > position) break;
    best = place;
  }
  return best[1] + (position - best[0]);
}
