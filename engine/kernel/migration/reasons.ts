import type { CompiledElement, ElementInstance, Json, MigrationReason, MigrationReasonCode } from '../../contract/index.ts';

const sentences: { [Code in MigrationReasonCode]: (name: string, params: { [name: string]: Json }) => string } = {
  unmapped: (name) => `"${name}" is gone in the new version, and the case stands there`,
  targetMissing: (name, { target }) => `"${name}" has no counterpart: the new version has no element ${target}`,
  processMissing: (name) => `The new version has no process in place of "${name}"`,
  kindChanged: (name, { from, to }) => `"${name}" is a ${from} and becomes a ${to}: what began as one cannot go on as the other`,
  triggerChanged: (name, { from, to }) => `"${name}" waits for a ${from} and would wait for a ${to}`,
  otherScope: (name, { scope }) => `"${name}" stands in "${scope}" in the new version, which is not where the case is`,
  loopChanged: (name) => `"${name}" is repeated in another way in the new version`,
  notUndone: (name) => `"${name}" is done and may still have to be undone, which nothing does in the new version`,
  jobChanged: (name, { from, to }) => `"${name}" runs a job ${from}, which cannot become a job ${to} while it runs`,
  tokenFlow: (name, { flow }) => `A token waits at "${name}" on the flow ${flow}, which the new version has not`,
  joinStuck: (name, { flow }) => `"${name}" would wait for ever: nothing can come to it by the flow ${flow}`,
  noEvent: (name) => `"${name}" would have no event left to wait for`,
  stageMissing: (_, { stage }) =>
    `The case is at the stage "${stage}", which the new version has not, and nothing says which comes instead`,
  stageFields: (name, { fields }) => `"${name}" lies in a stage that asks for ${(fields as string[]).join(', ')}`,
  expression: (name, { problem }) => `"${name}": ${problem}`,
  noNextAction: () => 'Nobody and nothing would have anything to do with the case',
  recordType: () => 'The new version belongs to records of another type',
  otherPackage: (_, { key }) => `The new version is of another package, "${key}"`,
};

/** Where a reason is found: an element instance, or an element alone. */
export interface Spot {
  element?: Pick<CompiledElement, 'id' | 'name'>;
  instance?: ElementInstance;
}

export function reason(code: MigrationReasonCode, { element, instance }: Spot, params: { [name: string]: Json } = {}): MigrationReason {
  const id = element?.id ?? instance?.element;
  const name = element?.name ?? id;
  return {
    code,
    ...(id === undefined ? {} : { element: id }),
    ...(instance === undefined ? {} : { elementInstance: instance.id }),
    ...(name === undefined ? {} : { name }),
    message: sentences[code](name ?? 'the case', params),
    ...(Object.keys(params).length === 0 ? {} : { params }),
  };
}
