import { ChildHandle, type Job } from './child-handle.ts';
import type { SandboxFailure, SandboxResult, SandboxTask, SandboxValue } from './protocol.ts';
import type { Sandbox, SandboxOptions, SandboxStats } from './sandbox-options.ts';
import { encodeTask, SharedValues } from './shared-values.ts';

/** Tasks a child holds at once: the next is there when one ends. */
const depth = 4;
/** A child busy this long gets nothing new, and what waits behind its task goes elsewhere. */
const stallMs = 30;
const tickMs = 20;
/** A tick that comes this late means that this process stood still; less is load, and counts. */
const standstillMs = 100;
const mostFailedStarts = 3;

/**
 * Child processes that do a company's untrusted work: without environment, within a memory and a wall limit, one task at a time.
 * A task that costs a child its life is tried once more, alone in a fresh child; what waited behind it is not charged.
 * Compilations have a lane of their own, started with the first: one child of low priority, one compilation at a time. A company's largest model
 * takes seconds, and no command may wait for it. One that runs too long or needs too much memory is not tried again.
 */
export function createSandbox(options: SandboxOptions): Sandbox {
  const pool = new ChildPool(options);
  let lane: ChildPool | undefined;
  return {
    run: (task) => {
      if (task.type !== 'compile') return pool.run(task);
      lane ??= new ChildPool(options, true);
      return lane.run(task);
    },
    close: async () => {
      // One that was never used needs no children to refuse what comes after the end.
      lane ??= pool;
      await Promise.all([pool.close(), lane.close()]);
    },
    stats: () => {
      const [one, other] = [pool.stats(), lane === pool ? undefined : lane?.stats()];
      if (!other) return one;
      return {
        children: one.children + other.children,
        waiting: one.waiting + other.waiting,
        done: one.done + other.done,
        killed: one.killed + other.killed,
      };
    },
  };
}

class ChildPool implements Sandbox {
  private readonly options: Required<SandboxOptions>;
  /** A single child without spare and understudy. */
  private readonly lone: boolean;
  private readonly values = new SharedValues();
  private children: ChildHandle[] = [];
  private spare: ChildHandle | undefined;
  /** Started when a task has used half its time: a second try need not wait for a fork. */
  private understudy: ChildHandle | undefined;
  /** Fresh children with one suspicious task each. */
  private readonly quarantine = new Map<ChildHandle, Job>();
  private queue: Job[] = [];
  private suspicious: Job[] = [];
  private open = new Set<Job>();
  private ticker: NodeJS.Timeout | undefined;
  private lastTick = 0;
  private lastId = 0;
  private failedStarts = 0;
  private closed = false;
  private done = 0;
  private killed = 0;

  constructor(options: SandboxOptions, lone = false) {
    const given = { size: 2, memoryMb: 256, wallMs: 700, compileWallMs: 10_000, ...options };
    this.options = lone ? { ...given, size: 1 } : given;
    this.lone = lone;
    this.children = Array.from({ length: this.options.size }, () => this.fork());
    if (!lone) this.spare = this.fork();
  }

  run<Task extends SandboxTask>(task: Task): Promise<SandboxResult<SandboxValue<Task>>> {
    return new Promise((resolve) => {
      if (this.closed) return resolve({ ok: false, code: 'closed', message: 'The sandbox is closed.' });
      const encoded = encodeTask(task, this.values);
      const job: Job = {
        id: ++this.lastId,
        encoded,
        wallMs: task.type === 'compile' ? this.options.compileWallMs : this.options.wallMs,
        deaths: 0,
        settled: false,
        settle: (reply) => {
          if (job.settled) return;
          job.settled = true;
          this.open.delete(job);
          this.done++;
          resolve('code' in reply ? { ok: false, ...reply } : { ok: true, value: reply.value as SandboxValue<Task> });
        },
      };
      this.open.add(job);
      this.queue.push(job);
      this.pump();
    });
  }

  stats(): SandboxStats {
    return { children: this.children.length, waiting: this.queue.length + this.suspicious.length, done: this.done, killed: this.killed };
  }

  async close(): Promise<void> {
    this.closed = true;
    clearInterval(this.ticker);
    for (const job of [...this.open]) job.settle({ code: 'closed', message: 'The sandbox was closed.' });
    const all = [...this.children, ...this.quarantine.keys(), this.spare, this.understudy].filter((child) => child !== undefined);
    await Promise.all(all.map((child) => child.stop()));
  }

  private fork(): ChildHandle {
    return new ChildHandle(
      { ...this.options, lowPriority: this.lone },
      {
        ready: (child) => this.onReady(child),
        replied: (child, job, reply) => this.onReply(child, job, reply),
        died: (child, head, others, why) => this.onDeath(child, head, others, why),
      },
    );
  }

  private onReady(child: ChildHandle): void {
    this.failedStarts = 0;
    const job = this.quarantine.get(child);
    if (job) child.send(job, performance.now());
    this.pump();
  }

  private onReply(child: ChildHandle, job: Job, reply: { value: unknown } | { error: string }): void {
    if ('error' in reply) job.settle({ code: 'crash', message: reply.error });
    else if (!job.settled) {
      this.rememberState(job, reply.value);
      job.settle(reply);
    }
    if (this.quarantine.delete(child)) {
      // It did well: it takes the place of the next that dies.
      if (this.spare || this.lone) void child.stop();
      else this.spare = child;
    }
    this.pump();
  }

  /** The state a child answered with is already there: the next command of the instance sends only its number. */
  private rememberState(job: Job, value: unknown): void {
    const { keepAs } = job.encoded.message;
    const state = (value as { state?: unknown } | null)?.state;
    if (keepAs !== undefined && typeof state === 'object' && state !== null) this.values.name(state, keepAs);
  }

  private onDeath(child: ChildHandle, head: Job | undefined, others: Job[], why: { code: SandboxFailure; message: string }): void {
    if (this.closed) return;
    const neverReady = head === undefined && !child.lived;
    const suspect = this.quarantine.get(child);
    this.quarantine.delete(child);
    if (why.code !== 'closed') this.killed++;
    if (child === this.spare) this.spare = undefined;
    if (child === this.understudy) this.understudy = undefined;
    const place = this.children.indexOf(child);
    if (place >= 0) this.children.splice(place, 1);
    this.queue.unshift(...others.filter((job) => !job.settled));
    if (neverReady && ++this.failedStarts >= mostFailedStarts) {
      this.giveUp(why.message);
      return;
    }
    const guilty = head ?? (neverReady ? undefined : suspect);
    if (suspect && !guilty) this.suspicious.unshift(suspect);
    if (guilty && !guilty.settled) this.charge(guilty, why);
    this.refill();
    this.pump();
  }

  private charge(job: Job, why: { code: SandboxFailure; message: string }): void {
    job.deaths++;
    if (job.deaths >= 2 || (this.lone && why.code !== 'crash')) job.settle(why);
    else this.suspicious.push(job);
  }

  /** Brings the number of children back, the spare first into its place. */
  private refill(): void {
    while (this.children.length < this.options.size) {
      this.children.push(this.spare ?? this.fork());
      this.spare = undefined;
    }
    if (!this.lone) this.spare ??= this.fork();
  }

  private giveUp(message: string): void {
    for (const job of [...this.open]) job.settle({ code: 'noChild', message: `Sandbox children do not start: ${message}` });
    this.queue = [];
    this.suspicious = [];
    this.failedStarts = 0;
  }

  private pump(): void {
    if (this.closed) return;
    if (this.children.length === 0 && this.open.size > 0) this.refill();
    while (this.suspicious.length > 0 && this.quarantine.size < this.options.size) {
      const job = this.suspicious.shift() as Job;
      if (!job.settled) this.isolate(job);
    }
    if (this.queue.length > 0) this.dispatch();
    if (this.open.size > 0) this.startTicking();
  }

  /** A second try: alone in a child that did nothing before. */
  private isolate(job: Job): void {
    const child = this.understudy ?? this.fork();
    this.understudy = undefined;
    this.quarantine.set(child, job);
    if (child.ready) child.send(job, performance.now());
  }

  private dispatch(): void {
    const now = performance.now();
    let sent = 0;
    for (const job of this.queue) {
      if (!job.settled) {
        const child = this.choose(job, now);
        if (!child) break;
        child.send(job, now);
      }
      sent++;
    }
    this.queue.splice(0, sent);
  }

  /** The least loaded child that is not stuck; one that holds the instance's state already, if it is about as free. */
  private choose(job: Job, now: number): ChildHandle | undefined {
    let best: ChildHandle | undefined;
    let bestCost = Number.POSITIVE_INFINITY;
    const state = job.encoded.message.tokens.state;
    for (const child of this.children) {
      if (!child.ready || child.load >= (this.lone ? 1 : depth) || child.runningFor(now) > stallMs) continue;
      const cost = child.load - (state !== undefined && child.holds(state) ? 1.5 : 0);
      if (cost < bestCost) {
        best = child;
        bestCost = cost;
      }
    }
    return best;
  }

  private startTicking(): void {
    if (this.ticker) return;
    this.lastTick = performance.now();
    this.ticker = setInterval(() => this.tick(), tickMs);
  }

  /** Looks after the tasks under way: takes back what waits behind a slow one, ends what runs too long. */
  private tick(): void {
    const now = performance.now();
    const late = now - this.lastTick - tickMs;
    this.lastTick = now;
    if (this.open.size === 0) {
      clearInterval(this.ticker);
      this.ticker = undefined;
      return;
    }
    const busy = [...this.children, ...this.quarantine.keys()].filter((child) => child.load > 0);
    for (const child of busy) {
      // This process stood still meanwhile: answers may lie unread in the channel.
      if (late > standstillMs) child.forgive(late);
      const runs = child.runningFor(now);
      const wallMs = child.head?.wallMs ?? this.options.wallMs;
      if (runs > wallMs) child.kill('killed', `The work was stopped: it ran longer than ${wallMs} ms.`);
      else if (runs > stallMs) this.rescue(child);
      if (!this.lone && runs > wallMs / 2 && !this.quarantine.has(child)) this.understudy ??= this.fork();
    }
    this.pump();
    this.growIfStuck(now);
  }

  private rescue(child: ChildHandle): void {
    const back = child.takeBack();
    if (back.length > 0) this.queue.unshift(...back);
  }

  /** All children are held up by slow tasks and others wait: the spare joins in. */
  private growIfStuck(now: number): void {
    if (this.queue.length === 0 || !this.spare?.ready || this.children.length > this.options.size) return;
    if (!this.children.every((child) => child.runningFor(now) > stallMs)) return;
    this.children.push(this.spare);
    this.spare = this.fork();
    this.pump();
  }
}
