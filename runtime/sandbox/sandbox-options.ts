import type { SandboxResult, SandboxTask, SandboxValue } from './protocol.ts';

export interface SandboxOptions {
  /** Bundle the children run: see `sandboxEntry`. */
  entry: string;
  /** Children at work; two besides: a spare, and one for a second try. */
  size?: number;
  /** Old space of a child; young space comes on top. */
  memoryMb?: number;
  /** From a task's start; twice this and the start of a child (0.15 s) is what the worst task costs its caller. */
  wallMs?: number;
  /** The same for `compile`, which checks and publishes and is not waited for by a rep; there is no second try. */
  compileWallMs?: number;
}

export interface Sandbox {
  /** Never rejects. */
  run<Task extends SandboxTask>(task: Task): Promise<SandboxResult<SandboxValue<Task>>>;
  close(): Promise<void>;
  stats(): SandboxStats;
}

export interface SandboxStats {
  children: number;
  waiting: number;
  done: number;
  killed: number;
}
