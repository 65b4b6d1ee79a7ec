/**
 * `${input == 1 && name != 'x'}`, Betsy's `test.contains("a")` and Python's `choice == 'No'` as FEEL. Only what such conditions use:
 * comparisons, and/or/not, literals, property paths, arithmetic and `contains`.
 */
export function toFeel(source: string): string {
  const inner = /^\s*[$#]\{([\s\S]*)\}\s*$/.exec(source)?.[1] ?? source;
  const tokens =
    // a comparison with nothing behind it is left out
    inner
      .replace(/[<>=]+\s*$/, '')
      .match(/'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|&&|\|\||==|!=|<=|>=|[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*|\d+(?:\.\d+)?|\S/g) ?? [];
  return methods(tokens.map(token).join(' '));
}

const words: { [token: string]: string } = {
  '&&': 'and',
  '||': 'or',
  '==': '=',
  eq: '=',
  ne: '!=',
  True: 'true',
  False: 'false',
  None: 'null',
  // counted from 0 there
  loopCounter: '(loopCounter - 1)',
  nrOfInstances: 'numberOfInstances',
  nrOfActiveInstances: 'numberOfActiveInstances',
  nrOfCompletedInstances: 'numberOfCompletedInstances',
};

function token(text: string): string {
  if (text.startsWith("'")) return JSON.stringify(text.slice(1, -1).replace(/\\'/g, "'"));
  return words[text] ?? text;
}

/** `a.contains ( "x" )` and `! x`. */
function methods(text: string): string {
  return text
    .replace(/([A-Za-z_][\w.]*)\.contains \( ("[^"]*") \)/g, 'contains($1, $2)')
    .replace(/([A-Za-z_][\w.]*) (=|!=) "(true|false)"/g, 'string($1) $2 "$3"') // its == coerces
    .replace(/! ([A-Za-z_][\w.]*(?:\([^)]*\))?)/g, 'not($1)')
    .replace(/! \(/g, 'not(');
}

/** Text with `${...}` in it, as a FEEL text expression with a leading `=`; plain text stays as it is. */
export function templateToFeel(text: string): string {
  if (!/[$#]\{/.test(text)) return text;
  const parts = text.split(/([$#]\{[^}]*\})/).filter((part) => part !== '');
  return `=${parts.map((part) => (/^[$#]\{/.test(part) ? `string(${toFeel(part)})` : JSON.stringify(part))).join(' + ')}`;
}
