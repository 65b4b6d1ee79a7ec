import { aliasOf, builtinNames, operatorAlias } from './builtins.ts';
import type { SyntaxNode } from './parse.ts';
import { SourceWriter } from './source-writer.ts';

/** FEEL rewritten for feelin: operators, loops and calls go through functions of ours. */
export interface Translation {
  code: string;
  /** Pairs (position in `code`, position in the text), ascending. */
  places: [number, number][];
  /** Names taken from the scope, with where each stands first. */
  names: Map<string, number>;
  /** Where a name may be missing: inside filters, it may be one of an element that lacks it. */
  softRanges: [number, number][];
  /** Calls of a name that FEEL does not know: it must be a function of the scope. */
  unknownCalls: { name: string; offset: number }[];
  aliases: Set<string>;
  usesInput: boolean;
}

const operators: Record<string, 'add' | 'subtract' | 'multiply' | 'divide' | 'power'> = {
  '+': 'add',
  '-': 'subtract',
  '*': 'multiply',
  '/': 'divide',
  '**': 'power',
  '^': 'power',
};

export function translate(node: SyntaxNode, text: string): Translation {
  const translator = new Translator(text);
  translator.emit(node, new Set());
  return translator.result();
}

class Translator {
  private readonly text: string;
  private readonly writer: SourceWriter;
  private readonly names = new Map<string, number>();
  private readonly softRanges: [number, number][] = [];
  private readonly unknownCalls: { name: string; offset: number }[] = [];
  private readonly aliases = new Set<string>();
  private usesInput = false;

  constructor(text: string) {
    this.text = text;
    this.writer = new SourceWriter(text);
  }

  result(): Translation {
    const { names, softRanges, unknownCalls, aliases, usesInput } = this;
    const { code, places } = this.writer;
    return { code, places, names, softRanges, unknownCalls, aliases, usesInput };
  }

  /** Writes a node. `bound`: names that parameters, loops and context entries around it define. */
  emit(node: SyntaxNode, bound: Set<string>): void {
    switch (node.name) {
      case 'VariableName':
        this.noteName(node, bound);
        this.writer.copy(node.from, node.to);
        return;
      case '?':
        this.usesInput = true;
        this.writer.copy(node.from, node.to);
        return;
      case 'Type':
      case 'PathName':
      case 'StringLiteral':
      case 'NumericLiteral':
        this.writer.copy(node.from, node.to);
        return;
      case 'ArithmeticExpression':
        this.emitArithmetic(node, bound);
        return;
      case 'FunctionInvocation':
        this.emitCall(node, bound);
        return;
      case 'ForExpression':
        this.emitParts(node, new Set([...bound, 'partial']));
        return;
      case 'QuantifiedExpression':
      case 'InExpressions':
      case 'Context':
        this.emitParts(node, node.name === 'InExpressions' ? bound : new Set(bound));
        return;
      case 'InExpression':
        this.emitIn(node, bound);
        return;
      case 'FilterExpression':
        this.emitFilter(node, bound);
        return;
      case 'FunctionDefinition':
        this.emitParts(node, new Set(bound));
        return;
      case 'FormalParameter':
        bound.add(this.nameOf(node.firstChild ?? node));
        this.writer.copy(node.from, node.to);
        return;
      case 'ContextEntry':
        this.emitEntry(node, bound);
        return;
      case 'NamedParameter':
        this.emitAfterFirst(node, bound);
        return;
      default:
        this.emitParts(node, bound);
        return;
    }
  }

  private emitParts(node: SyntaxNode, bound: Set<string>): void {
    let at = node.from;
    for (let child = node.firstChild; child; child = child.nextSibling) {
      this.writer.copy(at, child.from);
      this.emit(child, bound);
      at = child.to;
    }
    this.writer.copy(at, node.to);
  }

  private emitAfterFirst(node: SyntaxNode, bound: Set<string>): void {
    const first = node.firstChild as SyntaxNode;
    this.writer.copy(node.from, first.to);
    this.emitRest(node, first, bound);
  }

  /** Writes what comes after `child` in `node`. */
  private emitRest(node: SyntaxNode, child: SyntaxNode, bound: Set<string>): void {
    let at = child.to;
    for (let next = child.nextSibling; next; next = next.nextSibling) {
      this.writer.copy(at, next.from);
      this.emit(next, bound);
      at = next.to;
    }
    this.writer.copy(at, node.to);
  }

  private emitArithmetic(node: SyntaxNode, bound: Set<string>): void {
    const [first, second, third] = children(node);
    if (first && second && third) {
      const operator = operators[this.slice(second)];
      if (!operator) {
        this.emitParts(node, bound);
        return;
      }
      this.open(operatorAlias(operator), node.from);
      this.emit(first, bound);
      this.writer.write(', ', second.from);
      this.emit(third, bound);
      this.writer.write(`, ${second.from})`, node.to);
      return;
    }
    if (!first || !second || this.slice(first) !== '-') {
      this.emitParts(node, bound);
      return;
    }
    this.open(operatorAlias('negate'), node.from);
    this.emit(second, bound);
    this.writer.write(`, ${first.from})`, node.to);
  }

  private emitCall(node: SyntaxNode, bound: Set<string>): void {
    const target = node.firstChild;
    if (target?.name !== 'VariableName' && target?.name !== 'SpecialFunctionName') {
      this.emitParts(node, bound);
      return;
    }
    const name = this.nameOf(target);
    if (bound.has(name)) {
      this.emitParts(node, bound);
      return;
    }
    if (builtinNames.has(name)) {
      const alias = aliasOf(name);
      this.aliases.add(alias);
      this.writer.write(` ${alias}`, node.from);
    } else {
      this.unknownCalls.push({ name, offset: target.from });
      this.noteName(target, bound);
      this.writer.copy(target.from, target.to);
    }
    this.emitRest(node, target, bound);
  }

  private emitIn(node: SyntaxNode, bound: Set<string>): void {
    const [name, keyword, source] = children(node);
    if (!name || !keyword || !source) {
      this.emitParts(node, bound);
      return;
    }
    this.writer.copy(node.from, keyword.to);
    this.open(operatorAlias('iterate'), source.from);
    const parts = children(source);
    const [from, dots, to] = parts;
    if (source.name === 'IterationContext' && from && dots?.name === '..' && to) {
      this.open(operatorAlias('range'), source.from);
      this.emit(from, bound);
      this.writer.write(', ', dots.from);
      this.emit(to, bound);
      this.writer.write(')', source.to);
    } else {
      this.emit(source, bound);
    }
    this.writer.write(')', source.to);
    bound.add(this.nameOf(name));
  }

  private emitFilter(node: SyntaxNode, bound: Set<string>): void {
    const target = node.firstChild as SyntaxNode;
    this.open(operatorAlias('iterate'), node.from);
    this.emit(target, bound);
    this.writer.write(')', target.to);
    this.softRanges.push([target.to, node.to]);
    this.emitRest(node, target, new Set([...bound, 'item']));
  }

  private emitEntry(node: SyntaxNode, bound: Set<string>): void {
    this.emitAfterFirst(node, bound);
    const key = node.firstChild;
    if (key?.firstChild?.name === 'Name') bound.add(this.nameOf(key.firstChild));
    else if (key?.firstChild?.name === 'StringLiteral') bound.add(this.slice(key).slice(1, -1));
  }

  private noteName(node: SyntaxNode, bound: Set<string>): void {
    const name = this.nameOf(node);
    if (!bound.has(name) && !this.names.has(name)) this.names.set(name, node.from);
  }

  private nameOf(node: SyntaxNode): string {
    return this.slice(node).replaceAll('`', '').replace(/\s+/g, ' ').trim();
  }

  private slice(node: SyntaxNode): string {
    return this.text.slice(node.from, node.to);
  }

  private open(alias: string, offset: number): void {
    this.aliases.add(alias);
    this.writer.write(` ${alias}(`, offset);
  }
}

function children(node: SyntaxNode): SyntaxNode[] {
  const found: SyntaxNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) found.push(child);
  return found;
}
