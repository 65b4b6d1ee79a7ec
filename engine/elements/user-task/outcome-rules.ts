import type { CompiledElement, SequenceFlow } from '../../contract/process.ts';
import type { ProcessIndex } from '../../model/index-process.ts';
import type { PublishRule } from '../element.ts';
import { publishRule } from '../rule.ts';
import { comparedTexts } from './compared-texts.ts';
import type { UserTaskConfig } from './config.ts';

/** Outcomes and the flows that test them: each outcome leads somewhere, each tested outcome exists. */
export const outcomeRules: PublishRule<UserTaskConfig>[] = [
  publishRule('user-task/outcome-twice', 'error', (task) =>
    task.config.outcomes
      .filter((outcome, position, all) => all.findIndex((each) => each.value === outcome.value) !== position)
      .map((outcome) => ({ outcome: outcome.value })),
  ),
  publishRule('user-task/outcome-leads-nowhere', 'error', (task, { process }) => {
    const choice = choiceAfter(task, process);
    if (!choice || choice.hasDefault) return [];
    const tests = choice.flows.map((flow) => comparedTexts(flow.condition ?? '', task.config.outcomeVariable));
    const undecided = choice.flows.some((flow, position) => flow.condition === undefined || tests[position] === undefined);
    if (undecided) return [];
    const tested = new Set(tests.flatMap((each) => each ?? []));
    return task.config.outcomes
      .filter((outcome) => !tested.has(outcome.value))
      .map((outcome) => ({ outcome: outcome.name, value: outcome.value }));
  }),
  publishRule('user-task/outcomes-untested', 'warning', (task, { process }) => {
    const { outcomes, outcomeVariable } = task.config;
    if (outcomes.length < 2) return [];
    return namesAsked(process).has(outcomeVariable) || mentions(conditionsOf(process), outcomeVariable)
      ? []
      : [{ variable: outcomeVariable }];
  }),
  publishRule('user-task/unknown-outcome-tested', 'error', (task, { process }) => {
    const { outcomeVariable } = task.config;
    const choice = choiceAfter(task, process);
    if (!choice) return [];
    const known = outcomesOf(process, outcomeVariable);
    return choice.flows.flatMap((flow) =>
      (comparedTexts(flow.condition ?? '', outcomeVariable) ?? [])
        .filter((value) => !known.has(value))
        .map((value) => ({ flow: flow.id, outcome: value, known: [...known].join(', ') })),
    );
  }),
];

interface Choice {
  flows: SequenceFlow[];
  hasDefault: boolean;
}

/** Where the outcome is decided upon: the task's own conditional flows, or the exclusive or inclusive gateway right after it. */
function choiceAfter(task: CompiledElement<UserTaskConfig>, process: ProcessIndex): Choice | undefined {
  if (task.config.outcomes.length === 0) return undefined;
  let from: CompiledElement = task;
  const seen = new Set<string>();
  while (from.outgoing.length === 1 && !seen.has(from.id)) {
    seen.add(from.id);
    const next = process.elements.get(process.flows.get(from.outgoing[0] ?? '')?.target ?? '');
    if (next?.kind !== 'exclusive-gateway' && next?.kind !== 'inclusive-gateway') return undefined;
    from = next;
  }
  if (from.outgoing.length < 2) return undefined;
  return { flows: from.outgoing.flatMap((id) => process.flows.get(id) ?? []), hasDefault: from.defaultFlow !== undefined };
}

const outcomes = new WeakMap<ProcessIndex, Map<string, Set<string>>>();
const conditions = new WeakMap<ProcessIndex, string>();

/** Values that tasks of the process may give this variable; collected once a process. */
function outcomesOf(process: ProcessIndex, variable: string): Set<string> {
  let known = outcomes.get(process);
  if (!known) {
    known = new Map();
    for (const task of process.process.elements.filter((each) => each.kind === 'user-task') as CompiledElement<UserTaskConfig>[]) {
      const values = known.get(task.config.outcomeVariable) ?? new Set();
      for (const { value } of task.config.outcomes) values.add(value);
      known.set(task.config.outcomeVariable, values);
    }
    outcomes.set(process, known);
  }
  return known.get(variable) ?? new Set();
}

const asked = new WeakMap<ProcessIndex, Set<string>>();

/** Plain names that conditions begin with or ask for; collected once a process, so that not every task reads every condition. */
function namesAsked(process: ProcessIndex): Set<string> {
  let known = asked.get(process);
  if (!known) {
    known = new Set(conditionsOf(process).match(/(?<![\p{L}\p{N}_.])[\p{L}\p{N}_]+/gu));
    asked.set(process, known);
  }
  return known;
}

/** The name as a whole word, whatever characters it is made of. */
function mentions(text: string, name: string): boolean {
  const escaped = name.replace(/[$\\^.*+?()[\]{}|]/g, '\\$&');
  return new RegExp(`(^|[^\\p{L}\\p{N}_.])${escaped}($|[^\\p{L}\\p{N}_])`, 'u').test(text);
}

/** All conditions of the process in one text, a line each. */
function conditionsOf(process: ProcessIndex): string {
  const known = conditions.get(process) ?? process.process.flows.map((flow) => flow.condition ?? '').join('\n');
  conditions.set(process, known);
  return known;
}
