import { EventEmitter } from 'node:events';
import { Engine } from 'bpmn-engine';
import { caseVariables } from './kernel-steps.ts';
import { stepsModel } from './models.ts';

/**
 * A run of the same file by bpmn-engine: the XML is read once, as for the kernel; each case is an engine of its own, as its documentation
 * has it, and nobody listens. With `watch`, the ids of the elements that were left are collected.
 */
export async function bpmnEngineRun(): Promise<(watch?: string[]) => Promise<void>> {
  const [definition] = await new Engine({ source: stepsModel().xml }).getDefinitions();
  if (!definition) throw new Error('bpmn-engine has read no definition');
  const sourceContext = definition.environment.options.source;
  return async (watch) => {
    const engine = new Engine({ sourceContext, variables: { ...caseVariables } });
    const ended = engine.waitFor('end');
    const listener = new EventEmitter();
    if (watch) listener.on('activity.leave', ({ id }: { id: string }) => watch.push(id));
    await engine.execute(watch ? { listener } : {});
    await ended;
  };
}
