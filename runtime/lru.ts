/** Least recently used goes first, when there are too many or they weigh too much together. */
export class Lru<Key, Value> {
  private readonly entries = new Map<Key, { value: Value; weight: number }>();
  private weight = 0;

  constructor(
    private readonly limit: number,
    private readonly weightLimit = Number.POSITIVE_INFINITY,
  ) {}

  get(key: Key): Value | undefined {
    const entry = this.entries.get(key);
    if (entry === undefined) return undefined;
    this.entries.delete(key);
    this.entries.set(key, entry);
    return entry.value;
  }

  set(key: Key, value: Value, weight = 0): void {
    this.delete(key);
    this.entries.set(key, { value, weight });
    this.weight += weight;
    for (const oldest of this.entries.keys()) {
      if (this.entries.size <= this.limit && this.weight <= this.weightLimit) return;
      this.delete(oldest);
    }
  }

  delete(key: Key): void {
    this.weight -= this.entries.get(key)?.weight ?? 0;
    this.entries.delete(key);
  }

  get size(): number {
    return this.entries.size;
  }
}
