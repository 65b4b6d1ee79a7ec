type Turn = () => void;

/** First in, first out; taking one does not move the others. */
class Line {
  private turns: Turn[] = [];
  private at = 0;

  get length(): number {
    return this.turns.length - this.at;
  }

  add(turn: Turn): void {
    this.turns.push(turn);
  }

  take(): Turn | undefined {
    const turn = this.turns[this.at];
    this.at += 1;
    if (this.at >= this.turns.length) {
      this.turns = [];
      this.at = 0;
    } else if (this.at >= 1_000) {
      this.turns.splice(0, this.at);
      this.at = 0;
    }
    return turn;
  }
}

/** How background work goes: `bulk` is one of many alike (a message to all, a signal, a changed calendar), and gives way to what is not. */
export interface LaneOptions {
  bulk?: boolean;
}

/**
 * Work that nobody waits for, a few at a time however much there is, so that it never takes the connections and the sandbox from people's
 * commands, which do not pass here.
 */
export class Lanes {
  private free: number;
  private readonly soon = new Line();
  private readonly bulk = new Line();
  private turns = 0;

  constructor(readonly width: number) {
    this.free = width;
  }

  /**
   * Resolves or rejects as `work` does, when its turn has come and it is done. Work that itself waits for work in these lanes calls `leave`
   * before, or all lanes might be held by those who wait.
   */
  async run<Result>(work: (leave: () => void) => Promise<Result>, { bulk = false }: LaneOptions = {}): Promise<Result> {
    if (this.free > 0) this.free -= 1;
    else await new Promise<void>((turn) => (bulk ? this.bulk : this.soon).add(turn));
    let held = true;
    const leave = () => {
      if (held) this.next();
      held = false;
    };
    try {
      return await work(leave);
    } finally {
      leave();
    }
  }

  get waiting(): number {
    return this.soon.length + this.bulk.length;
  }

  /** A lane is free: it goes to the next in line, or stays free. One turn in four goes to bulk first, so that it always goes on. */
  private next(): void {
    this.turns += 1;
    const [first, second] = this.turns % 4 === 0 ? [this.bulk, this.soon] : [this.soon, this.bulk];
    const turn = first.length > 0 ? first.take() : second.take();
    if (turn) turn();
    else this.free += 1;
  }
}
