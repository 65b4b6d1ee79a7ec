import type { Command, DecideContext, Decision, InstanceState } from '../../engine/contract/index.ts';
import type { CompileResult } from '../../engine/model/compile-bpmn.ts';
import type { Installation, planStarts, StartTimes } from '../../engine/model/index.ts';

/** Untrusted work for a child process, with what it answers. */
export interface SandboxTasks {
  /** The kernel with a company's expressions. */
  decide: {
    task: { type: 'decide'; state: InstanceState | null; command: Command; ctx: DecideContext };
    value: Decision;
  };
  /** XML, forms, tables: a company's files. */
  compile: {
    task: { type: 'compile'; files: { path: string; content: string }[]; hash: string; times?: StartTimes } & Pick<
      Installation,
      'jobTypes' | 'jobOutputs' | 'jobInputs'
    >;
    /** `planned`: asked for with `times`. */
    value: CompileResult & { planned?: ReturnType<typeof planStarts> };
  };
}

export type SandboxTaskType = keyof SandboxTasks;
export type SandboxTask = SandboxTasks[SandboxTaskType]['task'];
export type SandboxValue<Task extends SandboxTask> = SandboxTasks[Task['type']]['value'];

export type SandboxResult<Value> = { ok: true; value: Value } | { ok: false; code: SandboxFailure; message: string };

export type SandboxFailure =
  /** Ran longer than the wall limit, twice. */
  | 'killed'
  /** Grew over the memory limit, twice. */
  | 'memory'
  /** The child died, twice, or the work threw: a bug of ours. */
  | 'crash'
  /** No child starts: it says nothing about the work. */
  | 'noChild'
  /** The sandbox is closed. */
  | 'closed';

/** Number of a value that parent and child both hold. */
export type Token = number;

/**
 * Parent to child. A value that was sent before travels as its token; `values` holds those that are new to this child.
 * JSON text over the IPC channel: measured faster here than the 'advanced' serialisation (0.1 ms against 0.11 ms for a small
 * round trip, 0.2 against 0.26 for 8 kB both ways).
 */
export interface TaskMessage {
  id: number;
  type: string;
  /** The task without what travels as tokens. */
  body: unknown;
  tokens: { [place: string]: Token };
  values: [Token, unknown][];
  /** Under this token the child keeps the state it answers with. */
  keepAs?: Token;
}

/** Child to parent, in the order of the messages. */
export type Reply =
  | { ready: true }
  | (Answer & {
      /** After this task the child dropped all it kept: the next one brings what it needs, rather than be asked for it. */
      dropped?: true;
    });

export type Answer =
  | { id: number; value: unknown }
  /** The child has dropped one of these: send it again. */
  | { id: number; miss: Token[] }
  | { id: number; error: string };
