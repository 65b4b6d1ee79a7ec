import type { CompiledElement } from '../contract/process.ts';
import type { ProcessIndex } from '../model/index-process.ts';
import type { PublishRule } from './element.ts';
import { publishRule, when } from './rule.ts';
import { predecessors } from './shared-rules.ts';
import { comparedTexts } from './user-task/compared-texts.ts';
import type { UserTaskConfig } from './user-task/config.ts';

/** Exclusive and inclusive gateways: what leaves them is chosen by conditions, and one must always be left to take. */
export const choiceRules: PublishRule[] = [
  publishRule('gateway/no-default', 'warning', (gateway, { process }) => when(gateway.outgoing.length > 1 && mayStop(gateway, process))),
  publishRule('gateway/flow-without-condition', 'warning', (gateway, { process }) => {
    const flows = leaving(gateway, process);
    if (flows.length < 2 || gateway.kind === 'inclusive-gateway') return [];
    return flows.filter((flow) => flow.condition === undefined && flow.id !== gateway.defaultFlow).map((flow) => ({ flow: flow.id }));
  }),
];

/** True when all flows carry conditions that could be false at once, and none is the default. */
export function mayStop(element: CompiledElement, process: ProcessIndex): boolean {
  const flows = leaving(element, process);
  if (element.defaultFlow !== undefined || flows.some((flow) => flow.condition === undefined)) return false;
  const conditions = flows.map((flow) => flow.condition ?? '');
  return !complementary(conditions) && !coversOutcomes(element, process, conditions);
}

function leaving(gateway: CompiledElement, process: ProcessIndex) {
  return gateway.outgoing.flatMap((id) => process.flows.get(id) ?? []);
}

/** Every result of the tasks right before it (or of the task itself) is asked for by some condition. */
function coversOutcomes(element: CompiledElement, process: ProcessIndex, conditions: string[]): boolean {
  const tasks = element.kind === 'user-task' ? [element] : predecessors(element, process);
  return (
    tasks.length > 0 &&
    tasks.every((task) => {
      if (task.kind !== 'user-task') return false;
      const { outcomes, outcomeVariable } = task.config as UserTaskConfig;
      const asked = new Set(conditions.flatMap((condition) => comparedTexts(condition, outcomeVariable) ?? []));
      return outcomes.length > 0 && outcomes.every((outcome) => asked.has(outcome.value));
    })
  );
}

/** `x` and `not(x)`, `a > 3` and `a <= 3`: one of the two is always true. */
function complementary(conditions: string[]): boolean {
  if (conditions.length !== 2) return false;
  const [one, other] = conditions.map((condition) => condition.replace(/\s+/g, ' ').trim()) as [string, string];
  return negations(one).includes(other) || negations(other).includes(one);
}

function negations(condition: string): string[] {
  const opposite = new Map([
    ['=', '!='],
    ['>', '<='],
    ['<', '>='],
  ]);
  const compared = /^([\w.]+) ?(=|>|<) ?([^=<>]+)$/.exec(condition);
  const other = compared && `${compared[1]} ${opposite.get(compared[2] ?? '')} ${compared[3]}`;
  return [`not(${condition})`, ...(other ? [other, other.replace(/ (!=|<=|>=) /, '$1')] : [])];
}
