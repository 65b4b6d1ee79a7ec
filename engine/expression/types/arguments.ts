import type { Signature } from '../builtins/define.ts';
import { signaturesOf } from '../builtins/index.ts';
import { normalName } from '../values/context.ts';
import { baseOf } from './coerce.ts';
import { any, builtInType, type FeelType, typeText } from './feel-type.ts';
import type { Inference } from './infer.ts';

type Arguments = FeelType[] | Map<string, FeelType>;

/** The type a call of one of FEEL's functions gives; a finding when none of its forms takes the arguments. */
export function checkArguments(inference: Inference, name: string, args: Arguments, at: number): FeelType {
  const forms = signaturesOf(name);
  const taking = forms.filter((form) => takes(form, args));
  if (taking.length === 0) {
    const written = forms.map(({ text }) => text).join(' or ');
    const given = Array.isArray(args)
      ? args.map(typeText).join(', ')
      : [...args].map(([key, type]) => `${key}: ${typeText(type)}`).join(', ');
    return inference.put(
      'expression/arguments',
      at,
      { function: name, forms: written, given },
      `${written} cannot take (${given}). Give it what it takes, in this order or by name.`,
    );
  }
  const results = new Set(taking.map(({ result }) => result));
  const [result] = results;
  return results.size === 1 && result !== undefined && result !== 'any' ? resultType(result, args) : any;
}

function resultType(kind: string, args: Arguments): FeelType {
  if (kind !== 'list') return builtInType(kind) ?? any;
  // Functions of lists keep the kind of the elements.
  const first = Array.isArray(args) ? args[0] : undefined;
  const base = first && baseOf(first);
  return base?.kind === 'list' && Array.isArray(args) && args.length <= 1 ? base : { kind: 'list', of: any };
}

function takes({ parameters, variadic }: Signature, args: Arguments): boolean {
  if (variadic) return Array.isArray(args) && args.length > 0;
  if (!Array.isArray(args)) {
    const given = new Map([...args].map(([name, type]) => [normalName(name), type]));
    return (
      [...given.keys()].every((name) => parameters.some((parameter) => parameter.name === name)) &&
      parameters.every((parameter) => {
        const type = given.get(parameter.name);
        return type ? fits(type, parameter.kinds) : parameter.optional;
      })
    );
  }
  if (args.length > parameters.length) return false;
  return parameters.every((parameter, index) => {
    const type = args[index];
    return type ? fits(type, parameter.kinds) : parameter.optional;
  });
}

/** A list of one stands for its element, and the other way round; null fits where it may come from anywhere. */
function fits(type: FeelType, kinds: Signature['parameters'][number]['kinds']): boolean {
  const base = baseOf(type);
  if (base.kind === 'any' || base.kind === 'null' || kinds.includes('any')) return true;
  if (kinds.includes('list')) return true;
  if (base.kind === 'list') return fits(base.of, kinds);
  return (kinds as string[]).includes(base.kind);
}
