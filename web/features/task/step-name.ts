/** A step as it is told apart from others of its kind: which round of what is repeated, and what it is about. */
export function stepName({ name, round }: { name: string; round: string | null }): string {
  return round ? `${name} · ${round}` : name;
}
