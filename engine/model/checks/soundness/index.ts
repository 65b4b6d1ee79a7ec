import type { CompiledElement, CompiledPackage } from '../../../contract/process.ts';
import type { Finding } from '../../../elements/element.ts';
import { movesRecord } from '../../../elements/rule.ts';
import { finding, label, type Params } from '../../findings.ts';
import type { ProcessIndex } from '../../index-process.ts';
import { forkBehind, splitBehind } from './blame.ts';
import { isRescued } from './deadline.ts';
import { type Explored, explore, maxStates, maxSteps, type Step } from './explore.ts';
import { activates } from './firing.ts';
import { endlessCircles } from './livelock.ts';
import { type NetEdge, type NetNode, netOf } from './net.ts';
import { successors } from './paths.ts';
import { reduce } from './reduce.ts';

export interface Scope {
  id: string;
  /** How a sentence names it. */
  element: string;
  elements: readonly CompiledElement[];
}

/**
 * Soundness of one scope, in the sense of van der Aalst ("Verification of Workflow Nets", 1997) as BPMN needs it: no token stands for ever,
 * none comes twice unasked, nothing turns in a circle without end. Tokens that an end leaves behind are no fault. A subprocess is one step
 * of the scope it stands in, a repeated activity too; what data decide, may go either way.
 */
export function checkSoundness(scope: Scope, index: ProcessIndex, pkg: CompiledPackage, limit = maxStates, steps = maxSteps): Finding[] {
  const net = netOf(scope.id, scope.elements, index);
  const circles = endlessCircles(net);
  const explored = explore(reduce(net), limit, steps);
  const judge = new Judge(explored, index, pkg);
  const found = [
    ...judge.deadlocks(),
    ...judge.secondTokens(scope.elements),
    ...circles.filter((circle) => circle.some(({ element }) => judge.isEntered(element))).map(endless),
  ];
  if (explored.complete) return found;
  return [
    ...found,
    finding('soundness/not-decided', 'warning', scope.id, { element: scope.element, limit: explored.states, steps: explored.steps }),
  ];
}

function endless(circle: NetNode[]): Finding {
  const [first] = circle.map((node) => node.element).sort((one, other) => one.id.localeCompare(other.id));
  const shown = circle.slice(0, 6).map(({ element }) => label(element));
  return finding('soundness/livelock', 'error', first?.id, { element: label(first ?? {}), path: shown.join(', ') });
}

class Judge {
  private readonly explored: Explored;
  private readonly index: ProcessIndex;
  private readonly pkg: CompiledPackage;
  private readonly entered: Set<CompiledElement>;

  constructor(explored: Explored, index: ProcessIndex, pkg: CompiledPackage) {
    this.explored = explored;
    this.index = index;
    this.pkg = pkg;
    const nodes = [...explored.entered].flatMap(({ element, folded }) => [element, ...folded]);
    this.entered = new Set([...nodes, ...[...explored.marked].flatMap(({ elements }) => elements)]);
  }

  isEntered(element: CompiledElement): boolean {
    return this.entered.has(element);
  }

  deadlocks(): Finding[] {
    const { stuck, arrived, entered, complete, exact } = this.explored;
    const sure = complete && exact;
    // Where something else turns for ever, nothing stands still as a whole; a join that never joins does all the same.
    const never = [...arrived].filter(([join]) => sure && !entered.has(join) && !stuck.has(join));
    return [...stuck, ...never].flatMap(([join, step]) => {
      const neverJoins = sure && !entered.has(join);
      const here = this.deadlock(join, step, neverJoins);
      return neverJoins ? [here, ...this.deadBehind(join)] : [here];
    });
  }

  private deadlock(join: NetNode, stuck: Step, never: boolean): Finding {
    const { element } = join;
    const blame = splitBehind(join, stuck);
    const strict = movesRecord(this.pkg) && this.explored.exact && !isRescued(element, this.index);
    // A start quantity is the author's own word: that it is never reached may be meant where nobody waits for the case.
    const sure = strict || (never && join.enter !== 'several');
    const severity = dependsOnData(join) || !sure ? 'warning' : 'error';
    const params: Params = { element: label(element) };
    if (blame) {
      return finding('soundness/deadlock', severity, element.id, { ...params, split: label(blame.split), path: blame.path });
    }
    const rule = never && join.enter === 'all' ? 'parallel-gateway/never-joins' : 'soundness/starved';
    return finding(rule, severity, element.id, params);
  }

  /** What is done only after a join that never joins. */
  private deadBehind(join: NetNode): Finding[] {
    const dead = successors(join).map((node) => node.element);
    const behind = join.options.flat().flatMap((edge) => edge.elements[0] ?? edge.to.element);
    const first = [...new Set([...behind, ...dead])].find((each) => each !== join.element && !this.entered.has(each));
    return first ? [finding('soundness/dead-element', 'warning', first.id, { element: label(first), join: label(join.element) })] : [];
  }

  secondTokens(elements: readonly CompiledElement[]): Finding[] {
    // Who asks for several tokens by a quantity wants them.
    if (elements.some(({ completionQuantity }) => completionQuantity !== undefined)) return [];
    const places = new Map<string, Finding>();
    const firstDone = new FirstDone();
    for (const [edge, step] of this.explored.twice) {
      const again = step.node && does(step.node.element) ? step.node.element : firstDone.after(edge);
      const blame = again && forkBehind(step);
      if (!again || !blame) continue;
      const params = { element: label(again), fork: label(blame.split), path: blame.path };
      places.set(again.id, finding('soundness/twice', 'warning', again.id, params));
    }
    return [...places.values()];
  }
}

function dependsOnData(join: NetNode): boolean {
  return join.enter === 'complex' && join.into.some((_edge, at) => activates(join, at + 1) === 'perhaps');
}

function does({ kind }: CompiledElement): boolean {
  return kind !== 'end-event' && !kind.endsWith('-gateway');
}

/** The first thing behind an edge that does something; a second token that only ends is no harm. Looked up once for each node. */
class FirstDone {
  private readonly behind = new Map<NetNode, CompiledElement | undefined>();
  private readonly ways = new Map<NetNode, ReadonlySet<NetEdge>>();

  after({ elements, to }: NetEdge): CompiledElement | undefined {
    const passed = [...elements, to.element, ...to.folded].find(does);
    if (passed) return passed;
    if (!this.behind.has(to)) this.behind.set(to, this.search(to));
    return this.behind.get(to);
  }

  private search(from: NetNode): CompiledElement | undefined {
    const open = [from];
    const seen = new Set(open);
    for (const node of open) {
      for (const { elements, to } of this.leaving(node)) {
        const passed = [...elements, to.element, ...to.folded].find(does);
        if (passed) return passed;
        if (seen.has(to)) continue;
        seen.add(to);
        open.push(to);
      }
    }
    return undefined;
  }

  private leaving(node: NetNode): ReadonlySet<NetEdge> {
    const known = this.ways.get(node) ?? new Set(node.options.flat());
    this.ways.set(node, known);
    return known;
  }
}
