import type { AstType } from '../syntax/ast.ts';
import { any, builtInType, type FeelType } from '../types/feel-type.ts';
import type { CompileOptions } from './code.ts';

/** The type that is meant, or the name of the one that does not exist. */
export function resolveType(type: AstType, options: CompileOptions): FeelType | string {
  switch (type.kind) {
    case 'named':
      return options.typeNamed?.(type.name) ?? builtInType(type.name) ?? type.name;
    case 'list':
    case 'range': {
      const of = resolveType(type.of, options);
      return typeof of === 'string' ? of : { kind: type.kind, of };
    }
    case 'context': {
      const entries: [string, FeelType][] = [];
      for (const [name, entry] of type.entries) {
        const resolved = resolveType(entry, options);
        if (typeof resolved === 'string') return resolved;
        entries.push([name, resolved]);
      }
      return { kind: 'context', entries };
    }
    case 'function': {
      const resolved = [...type.parameters, type.result].map((each) => resolveType(each, options));
      const missing = resolved.find((each) => typeof each === 'string');
      if (typeof missing === 'string') return missing;
      const types = resolved as FeelType[];
      return { kind: 'function', parameters: types.slice(0, -1), result: types.at(-1) ?? any };
    }
  }
}
