/** Signals a tree that no expression can be made of. Caught by `parse`. */
export class NotUnderstood extends Error {
  readonly at: number;

  constructor(at: number) {
    super('not understood');
    this.at = at;
  }
}
