import { type ChildProcess, fork } from 'node:child_process';
import { constants, setPriority, tmpdir } from 'node:os';
import type { Reply, SandboxFailure, Token } from './protocol.ts';
import type { EncodedTask } from './shared-values.ts';

/** A task on its way. */
export interface Job {
  id: number;
  encoded: EncodedTask;
  wallMs: number;
  /** Children it cost. */
  deaths: number;
  lastDeath?: { code: SandboxFailure; message: string };
  settled: boolean;
  settle(reply: { value: unknown } | { code: SandboxFailure; message: string }): void;
}

export interface ChildEvents {
  ready(child: ChildHandle): void;
  replied(child: ChildHandle, job: Job, reply: { value: unknown } | { error: string }): void;
  /** It is gone, killed or by itself. `head` was running. */
  died(child: ChildHandle, head: Job | undefined, others: Job[], why: { code: SandboxFailure; message: string }): void;
}

/** The parent's view of one child: what it was sent, in order, and since when the first of these runs. */
export class ChildHandle {
  ready = false;
  /** It was ready once. */
  lived = false;
  private readonly process: ChildProcess;
  private readonly events: ChildEvents;
  private sent: Job[] = [];
  private headSince = 0;
  private known = new Set<Token>();
  private errors = '';
  private condemned: Job | undefined;
  private readonly takenBack = new WeakSet<Job>();
  private verdict: { code: SandboxFailure; message: string } | undefined;

  constructor(options: { entry: string; memoryMb: number; lowPriority?: boolean }, events: ChildEvents) {
    this.events = events;
    this.process = fork(options.entry, {
      // No secrets: the environment is empty, and so is what a task could learn from it.
      env: {},
      cwd: tmpdir(),
      execArgv: [`--max-old-space-size=${options.memoryMb}`, '--disallow-code-generation-from-strings', '--no-warnings'],
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      serialization: 'json',
    });
    if (options.lowPriority) giveWay(this.process.pid);
    this.process.stderr?.on('data', (chunk: Buffer) => {
      this.errors = (this.errors + chunk.toString('utf8')).slice(-4_000);
    });
    this.process.on('message', (reply: Reply) => this.receive(reply));
    this.process.on('error', () => undefined);
    this.process.once('exit', (code, signal) => this.gone(code, signal));
  }

  get pid(): number | undefined {
    return this.process.pid;
  }

  get load(): number {
    return this.sent.length;
  }

  /** Milliseconds its present task has run. */
  runningFor(now: number): number {
    return this.sent.length === 0 ? 0 : now - this.headSince;
  }

  get head(): Job | undefined {
    return this.sent[0];
  }

  holds(token: Token): boolean {
    return this.known.has(token);
  }

  send(job: Job, now: number): void {
    if (this.sent.length === 0) this.headSince = now;
    this.sent.push(job);
    this.takenBack.delete(job);
    this.post(job, (token) => !this.known.has(token));
  }

  /** Grants the present task time in which the parent itself stood still. */
  forgive(ms: number): void {
    this.headSince += ms;
  }

  /** Takes back what has not begun, to be run elsewhere. The child may do it all the same: the later answer is ignored. */
  takeBack(): Job[] {
    const waiting = this.sent.slice(1).filter((job) => !job.settled && !this.takenBack.has(job));
    for (const job of waiting) this.takenBack.add(job);
    return waiting;
  }

  /** Ends it for what its present task does. Should that task still answer before the end, nobody is charged. */
  kill(code: SandboxFailure, message: string): void {
    this.condemned ??= this.sent[0];
    this.verdict = { code, message };
    this.ready = false;
    this.process.kill('SIGKILL');
  }

  /** Ends it without a verdict on its tasks. */
  stop(): Promise<void> {
    this.verdict = { code: 'closed', message: 'The sandbox was closed.' };
    if (this.process.exitCode !== null || this.process.signalCode !== null) return Promise.resolve();
    return new Promise((resolve) => {
      this.process.once('exit', () => resolve());
      this.process.kill('SIGKILL');
    });
  }

  private post(job: Job, isNew: (token: Token) => boolean): void {
    const { message, shared } = job.encoded;
    const values = [...shared].filter(([token]) => isNew(token));
    if (this.known.size > 20_000) this.known = new Set();
    for (const [token] of values) this.known.add(token);
    this.process.send({ id: job.id, ...message, values }, () => undefined);
  }

  private receive(reply: Reply): void {
    if ('ready' in reply) {
      this.ready = true;
      this.lived = true;
      this.events.ready(this);
      return;
    }
    const place = this.sent.findIndex((job) => job.id === reply.id);
    const job = this.sent[place];
    if (!job) return;
    this.sent.splice(place, 1);
    this.headSince = performance.now();
    if (reply.dropped) this.known = new Set();
    if ('miss' in reply) {
      for (const token of reply.miss) this.known.delete(token);
      if (job.settled) return;
      this.sent.push(job);
      this.post(job, (token) => !this.known.has(token));
      return;
    }
    if (!reply.dropped && 'value' in reply && job.encoded.message.keepAs !== undefined) this.known.add(job.encoded.message.keepAs);
    this.events.replied(this, job, reply);
  }

  private gone(code: number | null, signal: NodeJS.Signals | null): void {
    const left = this.sent.filter((job) => !this.takenBack.has(job));
    const running = this.condemned ?? this.sent[0];
    const head = left.find((job) => job === running);
    this.sent = [];
    this.ready = false;
    this.events.died(
      this,
      head,
      left.filter((job) => job !== head),
      this.verdict ?? this.causeOf(code, signal),
    );
  }

  private causeOf(code: number | null, signal: NodeJS.Signals | null): { code: SandboxFailure; message: string } {
    if (/heap out of memory|Reached heap limit|invalid size error/i.test(this.errors)) {
      return { code: 'memory', message: 'The work needed more memory than it may have.' };
    }
    const last = this.errors.trim().split('\n').slice(-8).join('\n');
    return { code: 'crash', message: `The child process ended (${signal ?? `code ${code}`}). ${last}`.trim() };
  }
}

/** Where processors are short, what a rep waits for goes first. */
function giveWay(pid: number | undefined): void {
  try {
    if (pid !== undefined) setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // It has ended already, or the system does not let it: it runs as any other.
  }
}
