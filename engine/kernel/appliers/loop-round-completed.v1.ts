import type { Applier } from './applier.ts';

export const loopRoundCompletedV1: Applier<'loopRoundCompleted'> = (draft, fact) => {
  const instance = draft.element(fact.elementInstance);
  const { loop } = instance;
  if (!loop) throw new Error(`element instance ${fact.elementInstance} repeats nothing`);
  const { output, loopCounter } = fact;
  const outputs = loop.outputs && output !== undefined ? loop.outputs.with(loopCounter - 1, output) : loop.outputs;
  instance.loop = { ...loop, completed: loop.completed + 1, ...(outputs ? { outputs } : {}) };
};
