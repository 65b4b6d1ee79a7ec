/** Failed sign-ins, counted per key (address, account) in a sliding window. In memory: a restart forgives, a flood does not fill the database. */
export class Attempts {
  private readonly failures = new Map<string, number[]>();
  private readonly limit: number;
  private readonly windowMs: number;
  private readonly maxKeys: number;

  constructor(limit: number, windowMs: number, maxKeys = 10_000) {
    this.limit = limit;
    this.windowMs = windowMs;
    this.maxKeys = maxKeys;
  }

  /** Milliseconds until another try is allowed; 0 = now. */
  waitMs(key: string, now: number): number {
    const recent = this.recent(key, now);
    const oldest = recent[recent.length - this.limit];
    return oldest === undefined ? 0 : oldest + this.windowMs - now;
  }

  failed(key: string, now: number): void {
    const recent = this.recent(key, now);
    recent.push(now);
    this.failures.delete(key);
    this.failures.set(key, recent);
    // The longest untouched go first: memory stays bounded when addresses are made up.
    for (const oldest of this.failures.keys()) {
      if (this.failures.size <= this.maxKeys) break;
      this.failures.delete(oldest);
    }
  }

  succeeded(key: string): void {
    this.failures.delete(key);
  }

  /** Takes back the last one only: those of others stay counted. */
  forgive(key: string): void {
    this.failures.get(key)?.pop();
  }

  private recent(key: string, now: number): number[] {
    return (this.failures.get(key) ?? []).filter((at) => at > now - this.windowMs);
  }
}
