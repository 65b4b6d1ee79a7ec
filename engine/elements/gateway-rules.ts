import type { CompiledElement } from '../contract/process.ts';
import type { PublishRule } from './element.ts';
import { publishRule, type RuleContext, when } from './rule.ts';

/** Exclusive and inclusive gateways: what leaves them is chosen by conditions, and one must always be left to take. */
export const choiceRules: PublishRule[] = [
  publishRule('gateway/no-default', 'warning', (gateway, context) => {
    const flows = leaving(gateway, context);
    const open = gateway.defaultFlow === undefined && flows.length > 1 && flows.every((flow) => flow.condition !== undefined);
    return when(open && !complementary(flows.map((flow) => flow.condition ?? '')));
  }),
  publishRule('gateway/flow-without-condition', 'warning', (gateway, context) => {
    const flows = leaving(gateway, context);
    if (flows.length < 2 || gateway.kind === 'inclusive-gateway') return [];
    return flows.filter((flow) => flow.condition === undefined && flow.id !== gateway.defaultFlow).map((flow) => ({ flow: flow.id }));
  }),
];

function leaving(gateway: CompiledElement, { process }: RuleContext) {
  return gateway.outgoing.flatMap((id) => process.flows.get(id) ?? []);
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
