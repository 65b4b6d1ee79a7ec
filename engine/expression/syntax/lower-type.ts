import type { AstType } from './ast.ts';
import type { SyntaxNode } from './lower.ts';
import { NotUnderstood } from './not-understood.ts';

/** A type as it is written. `ranges`: where the text had `range` and was given to the parser as `list`. */
export function lowerType(node: SyntaxNode, text: string, ranges: ReadonlySet<number>): AstType {
  const inner = (child: SyntaxNode | null): AstType => {
    if (!child) throw new NotUnderstood(node.to);
    return lowerType(child, text, ranges);
  };
  const nameOf = (child: SyntaxNode) =>
    text
      .slice(child.from, child.to)
      .replace(/\s+/g, ' ')
      .replace(/\s*\.\s*/g, '.')
      .trim();
  switch (node.name) {
    case 'Type':
      return inner(node.firstChild);
    case 'ListType':
      return { kind: ranges.has(node.from) ? 'range' : 'list', of: inner(node.getChild('Type')) };
    case 'ContextType': {
      const entries = node.getChild('ContextEntryTypes')?.getChildren('ContextEntryType') ?? [];
      return {
        kind: 'context',
        entries: entries.map((entry) => {
          const name = entry.getChild('Name');
          if (!name) throw new NotUnderstood(entry.from);
          return [nameOf(name), inner(entry.getChild('Type'))];
        }),
      };
    }
    case 'FunctionType': {
      const parameters = node.getChild('ArgumentTypes')?.getChildren('ArgumentType') ?? [];
      return { kind: 'function', parameters: parameters.map((each) => inner(each.getChild('Type'))), result: inner(node.getChild('Type')) };
    }
    default:
      return { kind: 'named', name: nameOf(node), at: node.from };
  }
}
