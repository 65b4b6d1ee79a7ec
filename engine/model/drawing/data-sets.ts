import type { Finding } from '../../elements/element.ts';
import { finding, label } from '../findings.ts';
import { children, type ModdleNode } from '../moddle.ts';
import type { DrawingRule } from './index.ts';

/**
 * The sets of a data specification (BPMN 2.0.2, 10.4.1, tables 10.60 to 10.62): what a set calls optional or read while executing is in that
 * set, input and output sets name each other both ways, and each piece of data is in some set (many tools leave that out: a warning).
 */
export const checkDataSets: DrawingRule = (node) => {
  if (node.$type !== 'bpmn:InputOutputSpecification') return [];
  const sides = [side(node, 'input'), side(node, 'output')] as const;
  return [...sides.flatMap((each) => [...subsets(each), ...lacking(each)]), ...pairs(sides[0], sides[1]), ...pairs(sides[1], sides[0])];
};

interface Side {
  owner: ModdleNode;
  data: ModdleNode[];
  sets: ModdleNode[];
  /** `dataInputRefs`, `optionalInputRefs`, `whileExecutingInputRefs`, `inputSetRefs`. */
  refs: string;
  parts: string[];
  back: string;
}

function side(node: ModdleNode, what: 'input' | 'output'): Side {
  const word = what === 'input' ? 'Input' : 'Output';
  return {
    owner: node.$parent ?? node,
    data: children(node, `data${word}s`),
    sets: children(node, `${what}Sets`),
    refs: `data${word}Refs`,
    parts: [`optional${word}Refs`, `whileExecuting${word}Refs`],
    back: `${what}SetRefs`,
  };
}

function subsets({ owner, sets, refs, parts }: Side): Finding[] {
  return sets.flatMap((set) => {
    const all = children(set, refs);
    const outside = parts.flatMap((part) => children(set, part)).filter((each) => !all.includes(each));
    return outside.map((each) => put('data/set-part', owner, { data: label(each) }));
  });
}

function lacking({ owner, data, sets, refs }: Side): Finding[] {
  const listed = new Set(sets.flatMap((set) => children(set, refs)));
  return sets.length === 0
    ? []
    : data.filter((each) => !listed.has(each)).map((each) => put('data/set-lacks', owner, { data: label(each) }, 'warning'));
}

function pairs(one: Side, other: Side): Finding[] {
  return one.sets.flatMap((set) =>
    children(set, other.back)
      .filter((named) => !children(named, one.back).includes(set))
      .map((named) => put('data/set-pair', one.owner, { set: label(set), other: label(named) })),
  );
}

function put(rule: string, owner: ModdleNode, params: { [name: string]: string }, severity: Finding['severity'] = 'error'): Finding {
  return finding(rule, severity, owner.id, { element: label(owner), ...params });
}
