import type {
  CompiledPackage,
  Fact,
  InstanceState,
  MigrationPlan,
  MigrationReason,
  StartCommand,
  Variables,
} from '../../contract/index.ts';
import { type Case, chief, given } from './case.ts';
import { type ProcessBuilder, packageOf } from './process-builder.ts';

/** Two versions of a package, for tests of moving from one to the other. */
export function versions(
  one: ProcessBuilder | ProcessBuilder[],
  two: ProcessBuilder | ProcessBuilder[],
  more: Partial<CompiledPackage> = {},
  moreOfTwo: Partial<CompiledPackage> = {},
): [CompiledPackage, CompiledPackage] {
  return [packageOf(one, { ...more, hash: 'v1' }), packageOf(two, { ...more, ...moreOfTwo, hash: 'v2' })];
}

/** A case of the first version that knows both. */
export function started(
  [one, two]: [CompiledPackage, CompiledPackage],
  variables: Variables = {},
  options: Parameters<typeof given>[1] = {},
  more: Partial<StartCommand> = {},
): Case {
  return given(one, { packages: { v1: one, v2: two }, ...options }).start(variables, { packageHash: 'v1', ...more });
}

export function migrate(moving: Case, plan: MigrationPlan['elements'] = {}, waits: MigrationPlan['waits'] = {}): Case {
  as(moving, () => moving.must({ type: 'migrate', packageHash: 'v2', plan, waits }));
  return moving;
}

/** Codes and elements of the reasons why it stays. */
export function stays(moving: Case, plan: MigrationPlan['elements'] = {}): string[] {
  const refused = as(moving, () => moving.refused({ type: 'migrate', packageHash: 'v2', plan }));
  return ((refused.params?.reasons ?? []) as unknown as MigrationReason[]).map(({ code, element }) =>
    element === undefined ? code : `${code} ${element}`,
  );
}

export function undo(moving: Case): Case {
  withMigration(moving, (migration) => moving.must({ type: 'undoMigration', migration }));
  return moving;
}

export function undoStays(moving: Case): string[] {
  const refused = withMigration(moving, (migration) => moving.refused({ type: 'undoMigration', migration }));
  return ((refused.params?.reasons ?? []) as unknown as MigrationReason[]).map(({ code, element }) => `${code} ${element}`);
}

/** Moves it and takes that back; the state must be the one before. Returns both. */
export function thereAndBack(moving: Case, plan: MigrationPlan['elements'] = {}, waits: MigrationPlan['waits'] = {}) {
  const before = comparable(moving.state);
  migrate(moving, plan, waits);
  const there = moving.state as InstanceState;
  undo(moving);
  return { before, after: comparable(moving.state), there };
}

/** Without what every command changes. */
export function comparable(state: InstanceState | null): unknown {
  return JSON.parse(JSON.stringify({ ...state, factNumber: 0 }));
}

function withMigration<T>(moving: Case, run: (migration: number) => T): T {
  const fact = moving.of('instanceMigrated').at(-1) as Extract<Fact, { type: 'instanceMigrated' }>;
  moving.context = { ...moving.context, migration: fact };
  return as(moving, () => run(fact.number));
}

function as<T>(moving: Case, run: () => T): T {
  const { actor } = moving;
  moving.as(chief);
  try {
    return run();
  } finally {
    moving.as(actor);
  }
}
