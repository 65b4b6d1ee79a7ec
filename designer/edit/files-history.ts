import type { PackageFile } from '../types.ts';

type Change = (files: PackageFile[]) => PackageFile[];

interface Step {
  change: Change;
  /** Set when it is done for the first time: what each touched file was before and became. */
  before?: ReadonlyMap<string, string | undefined>;
  after?: ReadonlyMap<string, string | undefined>;
}

interface CommandStack {
  register(name: string, handler: { execute(step: Step): []; revert(step: Step): [] }): void;
  execute(name: string, step: Step): void;
}

const command = 'perennial.files';

/**
 * Forms and the manifest lie on the diagram's own undo stack: one Ctrl+Z takes back the last edit, wherever it was made
 * (bpmn-io/bpmn-js#1569 and its kind: half of an edit undone). `connect` says where the files are kept.
 */
export class FilesHistory {
  static $inject = ['commandStack'];
  private files: PackageFile[] = [];
  private apply: (change: Change) => void = () => undefined;
  private readonly stack: CommandStack;

  constructor(stack: CommandStack) {
    this.stack = stack;
    stack.register(command, { execute: (step) => this.write(step, 'after'), revert: (step) => this.write(step, 'before') });
  }

  connect(files: PackageFile[], apply: (change: Change) => void): void {
    this.files = files;
    this.apply = apply;
  }

  execute(change: Change): void {
    this.stack.execute(command, { change });
  }

  private write(step: Step, side: 'before' | 'after'): [] {
    if (!step.after) Object.assign(step, difference(this.files, step.change(this.files)));
    const wanted = step[side] ?? new Map<string, string | undefined>();
    const change: Change = (files) => put(files, wanted);
    this.files = change(this.files);
    this.apply(change);
    return [];
  }
}

export const filesHistory = { __init__: ['filesHistory'], filesHistory: ['type', FilesHistory] };

/** Files that are not the same in both, as they were and as they became; undefined = not there. */
export function difference(
  before: PackageFile[],
  after: PackageFile[],
): { before: Map<string, string | undefined>; after: Map<string, string | undefined> } {
  const was = new Map(before.map((file) => [file.path, file.content]));
  const is = new Map(after.map((file) => [file.path, file.content]));
  const touched = [...new Set([...was.keys(), ...is.keys()])].filter((path) => was.get(path) !== is.get(path));
  return { before: new Map(touched.map((path) => [path, was.get(path)])), after: new Map(touched.map((path) => [path, is.get(path)])) };
}

export function put(files: PackageFile[], wanted: ReadonlyMap<string, string | undefined>): PackageFile[] {
  const kept = files.flatMap((file) => {
    if (!wanted.has(file.path)) return [file];
    const content = wanted.get(file.path);
    return content === undefined ? [] : [{ path: file.path, content }];
  });
  const added = [...wanted].filter(([path, content]) => content !== undefined && !files.some((file) => file.path === path));
  return [...kept, ...added.map(([path, content]) => ({ path, content: content ?? '' }))];
}
