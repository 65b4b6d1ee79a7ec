import type { CompiledElement } from '../../../contract/process.ts';
import { label } from '../../findings.ts';
import type { Step } from './explore.ts';
import type { NetEdge, NetNode } from './net.ts';
import { wayTo } from './paths.ts';

export interface Blame {
  /** Where the paths part. */
  split: CompiledElement;
  /** The way that was gone: `“Offer” → “Both done”`. */
  path: string;
}

/** The last choice by which a token that is waited for went another way. Undefined: no choice, the drawing alone is to blame. */
export function splitBehind(join: NetNode, stuck: Step): Blame | undefined {
  const missing = join.into.filter((edge) => !stuck.marking.tokens.has(edge));
  for (let step: Step | undefined = stuck; step?.node; step = step.before) {
    const { node, option } = step;
    const others = node.options.flat().filter((edge) => !option.includes(edge));
    const leads = (edges: NetEdge[]) =>
      missing.some((edge) => edges.includes(edge) || (edge.from && wayTo(edge.from, edges, join) !== undefined));
    if (others.length === 0 || !leads(others)) continue;
    return { split: node.leaver, path: pathOf(option, join, node) };
  }
  return undefined;
}

/**
 * The fork of which two branches come to the same place unjoined. Undefined where there is none: a branch that a circle sends off anew in
 * each round, and that ends by itself, is meant so.
 */
export function forkBehind(twice: Step): Blame | undefined {
  const merge = twice.node;
  if (!merge) return undefined;
  for (let step: Step | undefined = twice.before; step?.node; step = step.before) {
    const { node, option } = step;
    const ways = option.filter((edge) => edge.to === merge || wayTo(merge, [edge], node) !== undefined);
    if (ways.length < 2) continue;
    return { split: node.leaver, path: ways.map((edge) => pathOf([edge], merge, node)).join('; ') };
  }
  return undefined;
}

const longest = 6;

function pathOf(option: NetEdge[], target: NetNode, split: NetNode): string {
  const way = wayTo(target, option, split) ?? option.slice(0, 1);
  const [first] = way;
  if (!first) return label(split.leaver);
  const passed = way.flatMap((edge) => [...edge.elements, edge.to.element]);
  const names = passed.filter((element, at) => passed.indexOf(element) === at).map(label);
  const shown = names.length > longest ? [...names.slice(0, longest - 2), '…', names.at(-1) ?? ''] : names;
  return shown.join(' → ');
}
